import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet } from './sheet.ts';

const description =
  'The network that read the digits on bank checks, and the ancestor of all convolutional networks: two ' +
  'convolutions, each followed by a pooling that halves the map, then three layers that combine what was found. ' +
  'This is the form that courses teach: tanh, average pooling, every map of C3 connected to every map of S2, and ' +
  'a softmax at the end. It has 61,706 parameters.';

const note =
  'LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition. Proceedings of the ' +
  "IEEE 86 (11), 1998, 2278-2324. Layer names are the paper's. There, C3 is partially connected, the pooling " +
  'layers have trainable coefficients, and the output is a radial basis function.';

export function lenet5(): ConvasDocument {
  const sheet = new Sheet('LeNet-5', description, {
    data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'lecun'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 20,
      batchSize: 128,
      // Without the decay, seeds end on either side of 99 % on MNIST's test set.
      optimizer: { kind: 'adamw', params: { learningRate: 0.004, weightDecay: 0.2 } },
      schedule: { kind: 'oneCycle', params: {} },
      // Small enough to look back at every epoch.
      checkpoints: { epochs: 1, keep: 20 },
    }),
  });
  sheet.page([
    [
      ['input', 'Input', { shape: [32, 32, 1] }],
      ['conv2d', 'C1', { filters: 6, kernelSize: [5, 5], activation: 'tanh' }],
      ['averagePooling2d', 'S2', { poolSize: [2, 2], strides: [2, 2] }],
    ],
    [
      ['conv2d', 'C3', { filters: 16, kernelSize: [5, 5], activation: 'tanh' }],
      ['averagePooling2d', 'S4', { poolSize: [2, 2], strides: [2, 2] }],
      ['conv2d', 'C5', { filters: 120, kernelSize: [5, 5], activation: 'tanh' }],
    ],
    [
      ['flatten', 'Flatten', {}],
      ['dense', 'F6', { units: 84, activation: 'tanh' }],
      ['dense', 'Output', { units: 10, activation: 'softmax' }],
    ],
  ]);
  sheet.note(note, { x: 0, y: 3 }, { width: 712, height: 72 });
  return sheet.done();
}
