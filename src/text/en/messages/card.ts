import { counted } from '../words.ts';

/** The model card that goes beside an exported model. */
export const card = {
  load: 'Load it',
  input: 'Input',
  output: 'Output',
  training: 'Training',
  metrics: 'Metrics',
  shape: ({ shape }: { shape: string }) => `Shape of one example: ${shape}.`,
  'from-image': ({ shape }: { shape: string }) =>
    `An image as stored, ${shape} with values from 0 to 255, becomes the input in these steps:`,
  crop: ({ top, left, height, width }: { top: number; left: number; height: number; width: number }) =>
    `Crop to ${height} × ${width} from row ${top}, column ${left}.`,
  pad: (of: { top: number; left: number; bottom: number; right: number; value: number }) =>
    `Pad with ${of.value}: ${of.top} above, ${of.bottom} below, ${of.left} left, ${of.right} right.`,
  resize: ({ height, width, antialias }: { height: number; width: number; antialias: boolean }) =>
    `Resize to ${height} × ${width}, bilinear${antialias ? ' with antialiasing' : ''}.`,
  'mean-channel': 'Average the channels into one.',
  'repeat-channel': ({ channels }: { channels: number }) => `Repeat the only channel ${channels} times.`,
  affine: ({ scale, offset }: { scale: readonly number[]; offset: readonly number[] }) =>
    `Multiply by ${scale.join(', ')}, then add ${offset.join(', ')}.`,
  standardize: ({ least }: { least: number }) =>
    `Subtract the mean of the image and divide by its standard deviation, at least ${least}.`,
  meaning: ({ meaning, apply }: { meaning: string; apply: string }) =>
    `${{ nothing: 'Outputs', softmax: 'After softmax, outputs', sigmoid: 'After a sigmoid, outputs', normalize: 'Divided by their sum, outputs' }[apply] ?? 'Outputs'} are ${{ probabilities: 'the probability of each class', scores: 'a score for each class', distances: 'the distance to each class', reconstruction: 'the reconstructed input' }[meaning] ?? meaning}.`,
  decision: ({ rule, boundary }: { rule: string; boundary?: number }) =>
    rule === 'threshold'
      ? `Above ${boundary} it is the second class, otherwise the first.`
      : `The ${rule === 'argmin' ? 'smallest' : 'largest'} output names the class.`,
  classes: 'Classes, in the order of the outputs:',
  setting: 'Setting',
  value: 'Value',
  dataset: 'Dataset',
  epochs: 'Epochs',
  'batch-size': 'Batch size',
  optimizer: 'Optimizer',
  loss: 'Loss',
  seed: 'Seed',
  split: 'Split',
  accuracy: 'Accuracy',
  splits: ({ split }: { split: string }) => (split === 'test' ? 'Test' : 'Validation'),
  coarse: 'Stored precision',
  'accuracy-loss': (of: {
    runtime: string;
    samples: number;
    accuracy: { readonly here: number; readonly there: number } | null;
    difference: number | null;
  }) =>
    of.accuracy === null
      ? `In ${of.runtime}, on ${counted(of.samples, 'example')}: outputs differ by at most ${of.difference?.toPrecision(2) ?? '-'}.`
      : `In ${of.runtime}, on ${counted(of.samples, 'test example')}: accuracy ${(100 * of.accuracy.there).toFixed(2)} %, ${(100 * of.accuracy.here).toFixed(2)} % before; outputs differ by at most ${of.difference?.toPrecision(2) ?? '-'}.`,
  'not-measured': 'What it costs in accuracy was not measured: export with the check to have it here.',
  document: ({ file }: { file: string }) =>
    `Convas opens \`${file}\`, the network as it was drawn and its settings.`,
};
