import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet, padded } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const pool = (name: string): Step => ['maxPooling2d', name, { poolSize: [3, 3], strides: [2, 2] }];

/** `groups` 2: the layer was split over two GPUs that did not see each other's maps. */
const convolution = (name: string, filters: number, side: number, groups = 1): Step => [
  'conv2d',
  name,
  { filters, kernelSize: [side, side], padding: 'same', activation: 'relu', ...(groups > 1 && { groups }) },
];

const dense = (name: string): Step => ['dense', name, { units: 4096, activation: 'relu' }];
const dropout = (name: string): Step => ['dropout', name, { rate: 0.5 }];

export function alexnet(): ConvasDocument {
  const sheet = new Sheet(
    'AlexNet',
    'The network that brought convolutional networks to everybody: it won the ImageNet challenge of 2012 by a wide ' +
      'margin, with ReLU, dropout, local response normalization, and two GPUs that share the maps of some layers ' +
      'between them (here: two groups).',
    imagenet,
  );
  const normalize = (name: string): Step => [
    'localResponseNormalization',
    name,
    { depthRadius: 2, bias: 2, alpha: 1e-4, beta: 0.75 },
  ];
  sheet.page([
    [
      imageInput(227),
      ['conv2d', 'conv1', { filters: 96, kernelSize: [11, 11], strides: [4, 4], activation: 'relu' }],
      normalize('norm1'),
      pool('pool1'),
    ],
    [convolution('conv2', 256, 5, 2), normalize('norm2'), pool('pool2')],
    [
      convolution('conv3', 384, 3),
      convolution('conv4', 384, 3, 2),
      convolution('conv5', 256, 3, 2),
      pool('pool5'),
    ],
    [['flatten', 'flatten'], dense('fc6'), dropout('drop6'), dense('fc7'), dropout('drop7'), classes],
  ]);
  return sheet.done();
}

export function alexnetOneTower(): ConvasDocument {
  const sheet = new Sheet(
    'AlexNet, one tower',
    'AlexNet for one GPU, as its author published it in 2014 and as torchvision ships it: no groups, no local ' +
      'response normalization, fewer filters in the first layers.',
    imagenet,
  );
  sheet.page([
    [
      imageInput(224),
      padded('pad1', 2),
      ['conv2d', 'conv1', { filters: 64, kernelSize: [11, 11], strides: [4, 4], activation: 'relu' }],
      pool('pool1'),
    ],
    [convolution('conv2', 192, 5), pool('pool2')],
    [convolution('conv3', 384, 3), convolution('conv4', 256, 3), convolution('conv5', 256, 3), pool('pool5')],
    [['flatten', 'flatten'], dropout('drop6'), dense('fc6'), dropout('drop7'), dense('fc7'), classes],
  ]);
  return sheet.done();
}
