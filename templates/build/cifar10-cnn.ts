import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'A plain network for small color images: twice two 3x3 convolutions and a pooling, then a dense layer, with ' +
  'dropout after each. What most first networks for CIFAR-10 look like; it reaches well above 70 %.';

const convolution = (name: string, filters: number): Step => [
  'conv2d',
  name,
  { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu', kernelInitializer: 'heUniform' },
];
const pool = (name: string): Step => ['maxPooling2d', name, { poolSize: [2, 2], strides: [2, 2] }];
const dropout = (name: string, rate: number): Step => ['dropout', name, { rate }];

export function cifar10Cnn(): ConvasDocument {
  const sheet = new Sheet('CIFAR-10 CNN', description, {
    data: { dataset: 'cifar-10', preprocessing: imageSteps('pad', 'minus-one-one'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 25,
      batchSize: 128,
      optimizer: { kind: 'adam', params: { learningRate: 0.002 } },
      schedule: { kind: 'oneCycle', params: {} },
    }),
  });
  sheet.page([
    [
      ['input', 'Input', { shape: [32, 32, 3] }],
      convolution('conv1', 32),
      convolution('conv2', 32),
      pool('pool1'),
      dropout('drop1', 0.25),
    ],
    [convolution('conv3', 64), convolution('conv4', 64), pool('pool2'), dropout('drop2', 0.25)],
    [
      ['flatten', 'flatten'],
      ['dense', 'fc', { units: 512, activation: 'relu', kernelInitializer: 'heUniform' }],
      dropout('drop3', 0.5),
      ['dense', 'predictions', { units: 10, activation: 'softmax' }],
    ],
  ]);
  return sheet.done();
}
