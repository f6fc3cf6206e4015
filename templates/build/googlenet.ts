import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'Nine Inception modules: each looks at its input through windows of 1, 3 and 5 pixels and a pooling at once, and ' +
  'puts the results side by side. 1x1 convolutions before the large ones keep it affordable: a twelfth of ' +
  "AlexNet's parameters, and it won the ImageNet challenge of 2014.";

const convolution = (name: string, filters: number | string, side: number, stride = 1): Step => [
  'conv2d',
  name,
  { filters, kernelSize: [side, side], strides: [stride, stride], padding: 'same', activation: 'relu' },
];
const pool = (name: string): Step => [
  'maxPooling2d',
  name,
  { poolSize: [3, 3], strides: [2, 2], padding: 'same' },
];
const normalize = (name: string): Step => ['localResponseNormalization', name];

/** The paper's table 1: filters of #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool projection. */
const modules = {
  inception_3a: [64, 96, 128, 16, 32, 32],
  inception_3b: [128, 128, 192, 32, 96, 64],
  inception_4a: [192, 96, 208, 16, 48, 64],
  inception_4b: [160, 112, 224, 24, 64, 64],
  inception_4c: [128, 128, 256, 24, 64, 64],
  inception_4d: [112, 144, 288, 32, 64, 64],
  inception_4e: [256, 160, 320, 32, 128, 128],
  inception_5a: [256, 160, 320, 32, 128, 128],
  inception_5b: [384, 192, 384, 48, 128, 128],
} as const;

export function googlenet(): ConvasDocument {
  const sheet = new Sheet('GoogLeNet', description, imagenet);
  const [one, reduce3, three, reduce5, five, pooled] = modules.inception_3a;
  const module = sheet.block(
    'Inception module',
    'Four ways of looking, side by side.',
    { one, reduce3, three, reduce5, five, pooled },
    (inside) => {
      const x = inside.input({ x: 0, y: 1.5 });
      const ends = [
        inside.row(x, [convolution('1x1', '=one', 1)], { x: 1 }),
        inside.row(x, [convolution('3x3_reduce', '=reduce3', 1), convolution('3x3', '=three', 3)], {
          x: 1,
          y: 1,
        }),
        inside.row(x, [convolution('5x5_reduce', '=reduce5', 1), convolution('5x5', '=five', 5)], {
          x: 1,
          y: 2,
        }),
        inside.row(
          x,
          [
            ['maxPooling2d', 'pool', { poolSize: [3, 3], strides: [1, 1], padding: 'same' }],
            convolution('pool_proj', '=pooled', 1),
          ],
          { x: 1, y: 3 },
        ),
      ];
      inside.output(inside.layer(['concatenate', 'output'], ends, { x: 3, y: 1.5 }), { x: 4, y: 1.5 });
    },
  );
  let last = sheet.row(
    null,
    [
      imageInput(224),
      convolution('conv1', 64, 7, 2),
      pool('pool1'),
      normalize('norm1'),
      convolution('conv2_reduce', 64, 1),
      convolution('conv2', 192, 3),
      normalize('norm2'),
      pool('pool2'),
    ],
    { x: 0 },
  );
  let x = 8;
  for (const [name, [a, b, c, d, e, f]] of Object.entries(modules)) {
    const params = { one: a, reduce3: b, three: c, reduce5: d, five: e, pooled: f };
    last = sheet.use(module, name, params, [last], { x: x++ });
    if (name === 'inception_3b' || name === 'inception_4e')
      last = sheet.row(last, [pool(name === 'inception_3b' ? 'pool3' : 'pool4')], { x: x++ });
  }
  sheet.row(last, [['globalAveragePooling2d', 'pool5'], ['dropout', 'drop', { rate: 0.4 }], classes], { x });
  return sheet.done([8, 16]);
}
