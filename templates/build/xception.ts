import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'An extreme form of Inception: every convolution is split into one that looks around within each channel and one ' +
  'that mixes the channels, on the thought that the two have little to do with each other. Residual connections ' +
  'all the way through; the middle flow repeats eight times.';

const relu = (name: string): Step => ['activation', name, { activation: 'relu' }];
const bn = (name: string): Step => ['batchNormalization', name];
const separable = (name: string, filters: number | string): Step => [
  'separableConv2d',
  name,
  { filters, kernelSize: [3, 3], padding: 'same', useBias: false },
];
const pool: Step = ['maxPooling2d', 'pool', { poolSize: [3, 3], strides: [2, 2], padding: 'same' }];

/** Two separable convolutions and a pooling beside a strided 1x1 convolution. */
function halving(sheet: Sheet, name: string, words: string, leading: boolean): string {
  return sheet.block(name, words, { first: 256, second: 256 }, (inside) => {
    const x = inside.input({ x: 0 });
    const start: Step[] = leading ? [relu('sepconv1_act')] : [];
    const branch = inside.row(
      x,
      [
        ...start,
        separable('sepconv1', '=first'),
        bn('sepconv1_bn'),
        relu('sepconv2_act'),
        separable('sepconv2', '=second'),
        bn('sepconv2_bn'),
        pool,
      ],
      { x: 1 },
    );
    const shortcut = inside.row(
      x,
      [
        [
          'conv2d',
          'shortcut',
          { filters: '=second', kernelSize: [1, 1], strides: [2, 2], padding: 'same', useBias: false },
        ],
        bn('shortcut_bn'),
      ],
      { x: 3, y: 1 },
    );
    const sum = inside.layer(['add', 'add'], [branch, shortcut], { x: 8 });
    inside.output(sum, { x: 9 });
  });
}

export function xception(): ConvasDocument {
  const sheet = new Sheet('Xception', description, imagenet);
  const entry = halving(
    sheet,
    'Entry unit',
    'Separable convolutions and a pooling beside a shortcut.',
    false,
  );
  const reducing = halving(sheet, 'Reducing unit', 'As the entry unit, with a ReLU in front.', true);
  const middle = sheet.block(
    'Middle unit',
    'Three separable convolutions, added to what came in.',
    { filters: 728 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const steps = [1, 2, 3].flatMap((index) => [
        relu(`sepconv${index}_act`),
        separable(`sepconv${index}`, '=filters'),
        bn(`sepconv${index}_bn`),
      ]);
      const branch = inside.row(x, steps, { x: 1 });
      const sum = inside.layer(['add', 'add'], [branch, x], { x: 10 });
      inside.output(sum, { x: 11 });
    },
  );
  const plain = { kernelSize: [3, 3], useBias: false };
  let last = sheet.row(
    null,
    [
      imageInput(299),
      ['conv2d', 'block1_conv1', { filters: 32, strides: [2, 2], ...plain }],
      bn('block1_conv1_bn'),
      relu('block1_conv1_act'),
      ['conv2d', 'block1_conv2', { filters: 64, ...plain }],
      bn('block1_conv2_bn'),
      relu('block1_conv2_act'),
    ],
    { x: 0 },
  );
  last = sheet.use(entry, 'block2', { first: 128, second: 128 }, [last], { x: 7 });
  last = sheet.use(reducing, 'block3', { first: 256, second: 256 }, [last], { x: 8 });
  last = sheet.use(reducing, 'block4', { first: 728, second: 728 }, [last], { x: 9 });
  last = sheet.use(middle, 'middle', { filters: 728 }, [last], { x: 10 }, 8);
  last = sheet.use(reducing, 'block13', { first: 728, second: 1024 }, [last], { x: 11 });
  sheet.row(
    last,
    [
      separable('block14_sepconv1', 1536),
      bn('block14_sepconv1_bn'),
      relu('block14_sepconv1_act'),
      separable('block14_sepconv2', 2048),
      bn('block14_sepconv2_bn'),
      relu('block14_sepconv2_act'),
      ['globalAveragePooling2d', 'avg_pool'],
      classes,
    ],
    { x: 12 },
  );
  return sheet.done([7, 12]);
}
