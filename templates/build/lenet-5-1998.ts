import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'LeNet-5 as the paper has it: C3 sees only some of the maps of S2, by a table; the pooling layers sum, scale and ' +
  'shift with trained numbers; every layer up to F6 ends in 1.7159 tanh(2x/3); and the output compares the 84 ' +
  'values of F6 with fixed 7x12 pictures of the digits. 60,000 trainable parameters and 340,908 connections.';

const note =
  'Input: 32 × 32, background -0.1, ink 1.175, so that mean ' +
  'and variance are about 0 and 1. The answer is the digit whose picture is nearest.';

const convolution = (name: string, filters: number): Step => [
  'conv2d',
  name,
  { filters, kernelSize: [5, 5], activation: 'scaledTanh', kernelInitializer: 'lecunUniform' },
];
const subsampling = (name: string): Step => [
  'subsampling2d',
  name,
  { poolSize: [2, 2], activation: 'scaledTanh' },
];

export function lenet5of1998(): ConvasDocument {
  const sheet = new Sheet('LeNet-5 (1998)', description, {
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'lecun'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 20,
      batchSize: 128,
      optimizer: { kind: 'adam', params: { learningRate: 0.01 } },
      schedule: { kind: 'oneCycle', params: {} },
      loss: { kind: 'rbfMap', params: {} },
    }),
  });
  sheet.page([
    [['input', 'Input', { shape: [32, 32, 1] }], convolution('C1', 6), subsampling('S2')],
    [
      [
        'partiallyConnectedConv2d',
        'C3',
        { kernelSize: [5, 5], activation: 'scaledTanh', kernelInitializer: 'lecunUniform' },
      ],
      subsampling('S4'),
      convolution('C5', 120),
    ],
    [
      ['flatten', 'Flatten'],
      ['dense', 'F6', { units: 84, activation: 'scaledTanh', kernelInitializer: 'lecunUniform' }],
      ['rbfOutput', 'Output', { output: 'probability' }],
    ],
  ]);
  sheet.note(note, { x: 0, y: 3 }, { width: 712, height: 56 });
  return sheet.done();
}
