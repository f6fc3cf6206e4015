import type { ConvasDocument } from '../../src/document/schema.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet } from './sheet.ts';

const description =
  'Convolution over words: each word becomes a vector, filters look at three, four and five neighboring words, and ' +
  'of every filter only the strongest answer in the sentence counts. Its input are the numbers of the words; it ' +
  'decides between two classes, such as praise and blame.';

/** Words a sentence, words known, numbers a word: as in the paper's experiments, rounded. */
const sentence = 64;
const vocabulary = 20_000;
const width = 300;

export function textCnn(): ConvasDocument {
  const sheet = new Sheet('Text CNN', description, {
    data: { dataset: 'toy-sentiment', preprocessing: [], target: 'label' },
    training: trainingSettingsSchema.parse({ epochs: 4, batchSize: 50 }),
  });
  const words = sheet.row(
    null,
    [
      ['input', 'Input', { shape: [sentence] }],
      ['embedding', 'embedding', { inputDim: vocabulary, outputDim: width }],
    ],
    { x: 0, y: 1 },
  );
  const strongest = [3, 4, 5].map((size, y) =>
    sheet.row(
      words,
      [
        ['conv1d', `conv_${size}`, { filters: 100, kernelSize: [size], activation: 'relu' }],
        ['globalMaxPooling1d', `max_${size}`],
      ],
      { x: 2, y },
    ),
  );
  const joined = sheet.layer(['concatenate', 'concat'], strongest, { x: 4, y: 1 });
  sheet.row(
    joined,
    [
      ['dropout', 'dropout', { rate: 0.5 }],
      ['dense', 'predictions', { units: 2, activation: 'softmax' }],
    ],
    { x: 5, y: 1 },
  );
  return sheet.done();
}
