import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet, type Step } from './sheet.ts';

const settings: Partial<ConvasDocument> = {
  data: { dataset: 'mnist-10k', preprocessing: imageSteps('pad', 'zero-one'), target: 'input' },
  training: trainingSettingsSchema.parse({
    epochs: 20,
    batchSize: 64,
    optimizer: { kind: 'adam', params: { learningRate: 0.001 } },
    loss: { kind: 'meanSquaredError', params: {} },
  }),
};

const dense = (name: string, units: number, activation = 'relu'): Step => [
  'dense',
  name,
  { units, activation },
];

export function autoencoder(): ConvasDocument {
  const sheet = new Sheet(
    'Autoencoder',
    'Learns to put out what it is shown, through a waist of 32 numbers: what passes is a short description of the ' +
      'digit, found without any label. The halves are called encoder and decoder.',
    settings,
  );
  sheet.page([
    [
      ['input', 'Input', { shape: [28, 28, 1] }],
      ['flatten', 'flatten'],
      dense('encoder', 128),
      dense('code', 32),
    ],
    [
      dense('decoder', 128),
      dense('pixels', 784, 'sigmoid'),
      ['reshape', 'image', { targetShape: [28, 28, 1] }],
    ],
  ]);
  return sheet.done();
}

export function convAutoencoder(): ConvasDocument {
  const convolution = (name: string, filters: number, activation = 'relu'): Step => [
    'conv2d',
    name,
    { filters, kernelSize: [3, 3], padding: 'same', activation },
  ];
  const pool = (name: string): Step => ['maxPooling2d', name, { poolSize: [2, 2], strides: [2, 2] }];
  const grow = (name: string): Step => ['upSampling2d', name, { size: [2, 2] }];
  const sheet = new Sheet(
    'Convolutional autoencoder',
    'An autoencoder that keeps the arrangement of the image: convolutions and poolings shrink it to 7 × 7 maps, ' +
      'upsampling and convolutions bring it back to full size.',
    settings,
  );
  sheet.page([
    [
      ['input', 'Input', { shape: [28, 28, 1] }],
      convolution('conv1', 16),
      pool('pool1'),
      convolution('conv2', 8),
      pool('code'),
    ],
    [
      convolution('conv3', 8),
      grow('up1'),
      convolution('conv4', 16),
      grow('up2'),
      convolution('pixels', 1, 'sigmoid'),
    ],
  ]);
  return sheet.done();
}

export function documentAutoencoder(): ConvasDocument {
  const sheet = new Sheet(
    'Document autoencoder',
    'Each document comes in as 200 zeros and ones: which words occur in it. All that passes the waist are two numbers, so ' +
      'that every document has a place on a map; no label says which topic it has, and topics gather all the same. Latent ' +
      'semantic analysis makes such a map with a straight plane.',
    {
      data: { dataset: 'topic-documents', preprocessing: [], target: 'input' },
      training: trainingSettingsSchema.parse({
        epochs: 30,
        batchSize: 50,
        optimizer: { kind: 'adam', params: { learningRate: 0.002 } },
        loss: { kind: 'binaryCrossentropy', params: {} },
      }),
    },
  );
  sheet.page([
    [
      ['input', 'Input', { shape: [200] }],
      dense('encoder1', 100),
      dense('encoder2', 50),
      dense('code', 2, 'linear'),
    ],
    [dense('decoder1', 50), dense('decoder2', 100), dense('words', 200, 'sigmoid')],
  ]);
  return sheet.done();
}
