import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet, padded } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'Every layer hands what it found to all that follow: maps are put side by side, never added, and each layer ' +
  'contributes only 32 new ones. Features are used again instead of learnt again, so that 8 million parameters ' +
  'do what a ResNet needs 25 for.';

const bn = (name: string): Step => ['batchNormalization', name, { epsilon: 1.001e-5 }];
const relu = (name: string): Step => ['activation', name, { activation: 'relu' }];
const convolution = (name: string, filters: number | string, side: number): Step => [
  'conv2d',
  name,
  { filters, kernelSize: [side, side], padding: 'same', useBias: false },
];

export function densenet121(): ConvasDocument {
  const sheet = new Sheet('DenseNet-121', description, imagenet);
  const unit = sheet.block(
    'Dense unit',
    'Finds new maps in all that came before and puts them beside it.',
    { growth: 32 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const found = inside.row(
        x,
        [
          bn('0_bn'),
          relu('0_relu'),
          convolution('1_conv', '=4 * growth', 1),
          bn('1_bn'),
          relu('1_relu'),
          convolution('2_conv', '=growth', 3),
        ],
        { x: 1 },
      );
      inside.output(inside.layer(['concatenate', 'concat'], [x, found], { x: 7 }), { x: 8 });
    },
  );
  const transition = sheet.block(
    'Transition',
    'Halves the channels with a 1x1 convolution and the image with a pooling.',
    { filters: 128 },
    (inside) => {
      const steps: Step[] = [
        bn('bn'),
        relu('relu'),
        convolution('conv', '=filters', 1),
        ['averagePooling2d', 'pool', { poolSize: [2, 2], strides: [2, 2] }],
      ];
      inside.output(inside.row(inside.input({ x: 0 }), steps, { x: 1 }), { x: 5 });
    },
  );
  let last = sheet.row(
    null,
    [
      imageInput(224),
      padded('conv1_pad', 3),
      ['conv2d', 'conv1', { filters: 64, kernelSize: [7, 7], strides: [2, 2], useBias: false }],
      bn('conv1_bn'),
      relu('conv1_relu'),
      padded('pool1_pad', 1),
      ['maxPooling2d', 'pool1', { poolSize: [3, 3], strides: [2, 2] }],
    ],
    { x: 0 },
  );
  let channels = 64;
  let x = 7;
  for (const [stage, units] of [6, 12, 24, 16].entries()) {
    last = sheet.use(unit, `conv${stage + 2}`, { growth: 32 }, [last], { x: x++ }, units);
    channels += 32 * units;
    if (stage === 3) continue;
    channels /= 2;
    last = sheet.use(transition, `pool${stage + 2}`, { filters: channels }, [last], { x: x++ });
  }
  sheet.row(last, [bn('bn'), relu('relu'), ['globalAveragePooling2d', 'avg_pool'], classes], { x });
  return sheet.done([7, 14]);
}
