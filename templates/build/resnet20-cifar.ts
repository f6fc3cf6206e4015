import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'The residual network for small images: nine units of two 3x3 convolutions on maps of 32, 16 and 8 pixels. Where ' +
  'size and channels change, what came in is subsampled and its missing channels are filled with zeros, so that ' +
  'shortcuts have no parameters at all (option A of the paper).';

const bn = (name: string): Step => ['batchNormalization', name, { epsilon: 1e-5, momentum: 0.9 }];
const relu = (name: string): Step => ['activation', name, { activation: 'relu' }];
const convolution = (name: string, filters: number | string, strides: number): Step => [
  'conv2d',
  name,
  {
    filters,
    kernelSize: [3, 3],
    strides: [strides, strides],
    padding: 'same',
    useBias: false,
    kernelInitializer: 'heNormal',
  },
];
const branch = (strides: number): Step[] => [
  convolution('conv1', '=filters', strides),
  bn('bn1'),
  relu('relu1'),
  convolution('conv2', '=filters', 1),
  bn('bn2'),
];

export function resnet20Cifar(): ConvasDocument {
  const sheet = new Sheet('ResNet-20 for CIFAR-10', description, {
    data: { dataset: 'cifar-10', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 30,
      batchSize: 128,
      optimizer: { kind: 'momentum', params: { learningRate: 0.1 } },
    }),
  });
  const unit = sheet.block(
    'Residual unit',
    'Two 3x3 convolutions, added to what came in.',
    { filters: 16 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const sum = inside.layer(['add', 'add'], [inside.row(x, branch(1), { x: 1 }), x], { x: 6 });
      inside.output(inside.row(sum, [relu('out')], { x: 7 }), { x: 8 });
    },
  );
  const halving = sheet.block(
    'Residual unit, halving',
    'Halves the image and doubles the channels; the shortcut takes every other pixel and adds maps of zeros.',
    { filters: 32 },
    (inside) => {
      const x = inside.input({ x: 0 });
      // Padding works on the first two axes, so the channels go there and come back.
      const shortcut = inside.row(
        x,
        [
          ['averagePooling2d', 'subsample', { poolSize: [1, 1], strides: [2, 2] }],
          ['permute', 'channels_first', { dims: [3, 1, 2] }],
          ['zeroPadding2d', 'zeros', { padding: ['=filters / 4', '=filters / 4', 0, 0] }],
          ['permute', 'channels_last', { dims: [2, 3, 1] }],
        ],
        { x: 1, y: 1 },
      );
      const sum = inside.layer(['add', 'add'], [inside.row(x, branch(2), { x: 1 }), shortcut], { x: 6 });
      inside.output(inside.row(sum, [relu('out')], { x: 7 }), { x: 8 });
    },
  );
  let last = sheet.row(
    null,
    [
      ['input', 'Input', { shape: [32, 32, 3] }],
      convolution('conv1', 16, 1),
      bn('conv1_bn'),
      relu('conv1_relu'),
    ],
    { x: 0 },
  );
  last = sheet.use(unit, 'stage1', { filters: 16 }, [last], { x: 4 }, 3);
  last = sheet.use(halving, 'stage2_first', { filters: 32 }, [last], { x: 5 });
  last = sheet.use(unit, 'stage2', { filters: 32 }, [last], { x: 6 }, 2);
  last = sheet.use(halving, 'stage3_first', { filters: 64 }, [last], { x: 7 });
  last = sheet.use(unit, 'stage3', { filters: 64 }, [last], { x: 8 }, 2);
  sheet.row(
    last,
    [
      ['globalAveragePooling2d', 'avg_pool'],
      ['dense', 'predictions', { units: 10, activation: 'softmax' }],
    ],
    { x: 9 },
  );
  return sheet.done([4]);
}
