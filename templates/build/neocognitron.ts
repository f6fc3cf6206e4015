import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'The ancestor of convolutional networks: planes of S-cells look for features, planes of C-cells tolerate that they ' +
  'move. Three such stages end in 24 cells that see the whole image. Fukushima trained the S-cells without labels; here ' +
  'gradients train them, and a softmax layer reads the last cells.';

const note =
  'Fukushima: Neocognitron: a self-organizing neural network model for a mechanism of pattern recognition unaffected by ' +
  'shift in position. Biological Cybernetics 36, 1980, 193-202. Planes have the sizes of its simulation: 16 × 16, 10 × 10, ' +
  '8 × 8, 6 × 6, 2 × 2 and 1 × 1. There each S-cell sees 5 × 5 of every plane and each C-cell 5 × 5, in C3 2 × 2; here C1 ' +
  'sees 7 × 7, S2 and C2 see 3 × 3, so that windows without padding lead to those sizes. C-cells average their S-cells and ' +
  'saturate as x / (1 + x); inhibitory cells are left out.';

/** As in the paper: 24 planes in every layer. */
const planes = 24;

/** Planes of S-cells, and of C-cells that each see `reach` x `reach` of one of them. */
const stage = (at: number, size: number, reach: number, padding: string): readonly Step[] => [
  ['conv2d', `S${at}`, { filters: planes, kernelSize: [size, size], padding, activation: 'relu' }],
  ['averagePooling2d', `C${at}`, { poolSize: [reach, reach], strides: [1, 1] }],
  ['activation', `C${at} saturation`, { activation: 'softsign' }],
];

export function neocognitron(): ConvasDocument {
  const sheet = new Sheet('Neocognitron', description, {
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('resize', 'zero-one'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 10,
      batchSize: 32,
      optimizer: { kind: 'adam', params: { learningRate: 0.003 } },
    }),
  });
  sheet.page([
    [['input', 'Input', { shape: [16, 16, 1] }], ...stage(1, 5, 7, 'same')],
    stage(2, 3, 3, 'valid'),
    stage(3, 5, 2, 'valid'),
    [
      ['flatten', 'Flatten', {}],
      ['dense', 'Output', { units: 10, activation: 'softmax' }],
    ],
  ]);
  sheet.note(note, { x: 1, y: 4 }, { width: 448, height: 240 });
  return sheet.done();
}
