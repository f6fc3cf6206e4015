import type { LayerParams } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet } from './imagenet.ts';
import { Sheet } from './sheet.ts';

const description =
  'Inception modules thought through again: a 5x5 convolution becomes two 3x3, a 7x7 becomes a 1x7 and a 7x1, and ' +
  'size is reduced by a convolution and a pooling side by side, so that no step squeezes the signal. Every ' +
  'convolution is followed by a batch normalization.';

type Kernel = readonly [height: number, width: number];
/** A convolution of a branch: filters (a formula, or a number), kernel, and with stride 2 no padding. */
type Link = readonly [filters: number | string, kernel: Kernel, stride?: 2];
type Branch = readonly Link[];

/** What a module does beside its branches of convolutions. */
type Pooling = 'average' | 'max';

export function inceptionV3(): ConvasDocument {
  const sheet = new Sheet('Inception v3', description, imagenet);
  const unit = sheet.block(
    'Convolution, normalized',
    'A convolution without bias, a batch normalization without scale, a ReLU.',
    { filters: 64, kernel: [1, 1], strides: [1, 1], padding: 'same' },
    (inside) => {
      const x = inside.input({ x: 0 });
      const last = inside.row(
        x,
        [
          [
            'conv2d',
            'conv',
            {
              filters: '=filters',
              kernelSize: '=kernel',
              strides: '=strides',
              padding: '=padding',
              useBias: false,
            },
          ],
          ['batchNormalization', 'bn', { scale: false }],
          ['activation', 'relu', { activation: 'relu' }],
        ],
        { x: 1 },
      );
      inside.output(last, { x: 4 });
    },
  );
  const params = ([filters, kernel, stride]: Link): LayerParams => ({
    filters,
    kernel: [...kernel],
    ...(stride && { strides: [2, 2], padding: 'valid' }),
  });

  const module = (
    name: string,
    words: string,
    parameters: LayerParams,
    branches: readonly Branch[],
    pooling: Pooling,
    pooled: Branch,
    /** Pairs of kernels that end a branch side by side, by the branch's place. */
    forks: Readonly<Record<number, readonly [Link, Link]>> = {},
  ): string =>
    sheet.block(name, words, parameters, (inside) => {
      const x = inside.input({ x: 0, y: branches.length / 2 });
      const link = (from: string, [at, step]: readonly [number, Link], row: number, label: string) =>
        inside.use(unit, label, params(step), [from], { x: at, y: row });
      const ends: string[] = [];
      for (const [row, branch] of branches.entries()) {
        let last = x;
        for (const [index, step] of branch.entries())
          last = link(last, [index + 1, step], row * 1.5, `b${row + 1}_${index + 1}`);
        const fork = forks[row];
        if (fork)
          ends.push(
            ...fork.map((step, side) =>
              link(last, [branch.length + 1, step], row * 1.5 + side * 0.75, `b${row + 1}_${'ab'[side]}`),
            ),
          );
        else ends.push(last);
      }
      const y = branches.length * 1.5;
      const strides = pooling === 'average' ? [1, 1] : [2, 2];
      const padding = pooling === 'average' ? 'same' : 'valid';
      let last = inside.layer([`${pooling}Pooling2d`, 'pool', { poolSize: [3, 3], strides, padding }], [x], {
        x: 1,
        y,
      });
      for (const [index, step] of pooled.entries()) last = link(last, [index + 2, step], y, 'pool_proj');
      const far = Math.max(...branches.map((branch, row) => branch.length + (forks[row] ? 1 : 0))) + 1;
      const joined = inside.layer(['concatenate', 'concat'], [...ends, last], {
        x: far,
        y: branches.length / 2,
      });
      inside.output(joined, { x: far + 1, y: branches.length / 2 });
    });

  const one: Kernel = [1, 1];
  const three: Kernel = [3, 3];
  const five: Kernel = [5, 5];
  const wide: Kernel = [1, 7];
  const high: Kernel = [7, 1];
  const a = module(
    'Inception A',
    'Maps of 35 × 35: kernels of 1, 5 and twice 3 beside a pooling.',
    { pooled: 64 },
    [
      [[64, one]],
      [
        [48, one],
        [64, five],
      ],
      [
        [64, one],
        [96, three],
        [96, three],
      ],
    ],
    'average',
    [['=pooled', one]],
  );
  const reduceA = module(
    'Reduction to 17 × 17',
    'Convolutions with stride 2 beside a pooling.',
    {},
    [
      [[384, three, 2]],
      [
        [64, one],
        [96, three],
        [96, three, 2],
      ],
    ],
    'max',
    [],
  );
  const b = module(
    'Inception B',
    'Maps of 17 × 17: 7x7 kernels as a row and a column.',
    { narrow: 128 },
    [
      [[192, one]],
      [
        ['=narrow', one],
        ['=narrow', wide],
        [192, high],
      ],
      [
        ['=narrow', one],
        ['=narrow', high],
        ['=narrow', wide],
        ['=narrow', high],
        [192, wide],
      ],
    ],
    'average',
    [[192, one]],
  );
  const reduceB = module(
    'Reduction to 8 × 8',
    'Convolutions with stride 2 beside a pooling.',
    {},
    [
      [
        [192, one],
        [320, three, 2],
      ],
      [
        [192, one],
        [192, wide],
        [192, high],
        [192, three, 2],
      ],
    ],
    'max',
    [],
  );
  const c = module(
    'Inception C',
    'Maps of 8 × 8: branches that end in a row and a column side by side.',
    {},
    [
      [[320, one]],
      [[384, one]],
      [
        [448, one],
        [384, three],
      ],
    ],
    'average',
    [[192, one]],
    {
      1: [
        [384, [1, 3]],
        [384, [3, 1]],
      ],
      2: [
        [384, [1, 3]],
        [384, [3, 1]],
      ],
    },
  );

  let x = 0;
  let last = sheet.row(null, [imageInput(299)], { x: x++ });
  const convolution = (name: string, given: LayerParams): void => {
    last = sheet.use(unit, name, given, [last], { x: x++ });
  };
  const valid = { padding: 'valid' };
  convolution('conv1', { filters: 32, kernel: [3, 3], strides: [2, 2], ...valid });
  convolution('conv2', { filters: 32, kernel: [3, 3], ...valid });
  convolution('conv3', { filters: 64, kernel: [3, 3] });
  const pool = { poolSize: [3, 3], strides: [2, 2] };
  last = sheet.row(last, [['maxPooling2d', 'pool1', pool]], { x: x++ });
  convolution('conv4', { filters: 80, kernel: [1, 1], ...valid });
  convolution('conv5', { filters: 192, kernel: [3, 3], ...valid });
  last = sheet.row(last, [['maxPooling2d', 'pool2', pool]], { x: x++ });
  const modules: readonly (readonly [string, LayerParams, number])[] = [
    [a, { pooled: 32 }, 1],
    [a, { pooled: 64 }, 2],
    [reduceA, {}, 1],
    [b, { narrow: 128 }, 1],
    [b, { narrow: 160 }, 2],
    [b, { narrow: 192 }, 1],
    [reduceB, {}, 1],
    [c, {}, 2],
  ];
  for (const [index, [definition, given, repeat]] of modules.entries())
    last = sheet.use(definition, `mixed${index}`, given, [last], { x: x++ }, repeat);
  sheet.row(last, [['globalAveragePooling2d', 'avg_pool'], classes], { x });
  return sheet.done([8]);
}
