import type { LayerParams } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet, padded } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const idea =
  'A residual network: every unit computes only a difference that is added to what came in. Signal and gradient ' +
  'pass the additions unhindered, so that very deep networks train. ';

const relu = (name: string): Step => ['activation', name, { activation: 'relu' }];
const widths = [64, 128, 256, 512];

/** The start that all of them share: a large convolution and a pooling, each halving the image. */
function stem(sheet: Sheet, convolution: Record<string, boolean>, normalization: LayerParams): string {
  return sheet.row(
    null,
    [
      imageInput(224),
      padded('conv1_pad', 3),
      ['conv2d', 'conv1', { filters: 64, kernelSize: [7, 7], strides: [2, 2], ...convolution }],
      ['batchNormalization', 'conv1_bn', normalization],
      relu('conv1_relu'),
      padded('pool1_pad', 1),
      ['maxPooling2d', 'pool1', { poolSize: [3, 3], strides: [2, 2] }],
    ],
    { x: 0 },
  );
}

function head(sheet: Sheet, from: string, x: number): void {
  sheet.row(from, [['globalAveragePooling2d', 'avg_pool'], classes], { x });
}

/**
 * ResNets of two 3x3 convolutions a unit, as torchvision has them: convolutions without bias, the stride in
 * the unit's first convolution.
 */
function basic(name: string, description: string, depths: readonly number[]): ConvasDocument {
  const sheet = new Sheet(name, description, imagenet);
  const bn = { epsilon: 1e-5, momentum: 0.9 };
  const convolution = { filters: '=filters', kernelSize: [3, 3], useBias: false };
  const second: Step[] = [
    ['batchNormalization', 'bn1', bn],
    relu('relu1'),
    ['conv2d', 'conv2', { ...convolution, padding: 'same' }],
    ['batchNormalization', 'bn2', bn],
  ];
  const unit = sheet.block(
    'Residual unit',
    'Two 3x3 convolutions, added to what came in.',
    { filters: 64 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const branch = inside.row(x, [['conv2d', 'conv1', { ...convolution, padding: 'same' }], ...second], {
        x: 1,
      });
      const sum = inside.layer(['add', 'add'], [branch, x], { x: 6 });
      inside.output(inside.row(sum, [relu('out')], { x: 7 }), { x: 8 });
    },
  );
  const halving = sheet.block(
    'Residual unit, halving',
    'Halves the image and changes the channels; a 1x1 convolution brings what came in to the same shape.',
    { filters: 128 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const branch = inside.row(
        x,
        [padded('pad', 1), ['conv2d', 'conv1', { ...convolution, strides: [2, 2] }], ...second],
        { x: 1 },
      );
      const shortcut = inside.row(
        x,
        [
          ['conv2d', 'downsample', { ...convolution, kernelSize: [1, 1], strides: [2, 2] }],
          ['batchNormalization', 'downsample_bn', bn],
        ],
        { x: 3, y: 1 },
      );
      const sum = inside.layer(['add', 'add'], [branch, shortcut], { x: 7 });
      inside.output(inside.row(sum, [relu('out')], { x: 8 }), { x: 9 });
    },
  );
  let last = stem(sheet, { useBias: false }, bn);
  let x = 7;
  for (const [stage, depth] of depths.entries()) {
    const filters = widths[stage]!;
    const stageName = `layer${stage + 1}`;
    if (stage > 0) last = sheet.use(halving, `${stageName}_0`, { filters }, [last], { x: x++ });
    const rest = stage > 0 ? depth - 1 : depth;
    last = sheet.use(unit, stageName, { filters }, [last], { x: x++ }, rest);
  }
  head(sheet, last, x);
  return sheet.done([7, 14]);
}

/** ResNets of 1x1, 3x3, 1x1 units, as Keras has them: with biases, the stride in the unit's first convolution. */
function bottlenecked(name: string, description: string, depths: readonly number[]): ConvasDocument {
  const sheet = new Sheet(name, description, imagenet);
  const bn = { epsilon: 1.001e-5 };
  const narrow = { filters: '=filters', kernelSize: [1, 1] };
  const wide = { filters: '=4 * filters', kernelSize: [1, 1] };
  const branchOf = (strides: Record<string, string[]>): Step[] => [
    ['conv2d', '1_conv', { ...narrow, ...strides }],
    ['batchNormalization', '1_bn', bn],
    relu('1_relu'),
    ['conv2d', '2_conv', { filters: '=filters', kernelSize: [3, 3], padding: 'same' }],
    ['batchNormalization', '2_bn', bn],
    relu('2_relu'),
    ['conv2d', '3_conv', wide],
    ['batchNormalization', '3_bn', bn],
  ];
  const unit = sheet.block(
    'Bottleneck',
    'A 1x1 convolution narrows, a 3x3 looks around, a 1x1 widens again; the sum with what came in goes on.',
    { filters: 64 },
    (inside) => {
      const x = inside.input({ x: 0 });
      const branch = inside.row(x, branchOf({}), { x: 1 });
      const sum = inside.layer(['add', 'add'], [x, branch], { x: 9 });
      inside.output(inside.row(sum, [relu('out')], { x: 10 }), { x: 11 });
    },
  );
  const projecting = sheet.block(
    'Bottleneck with projection',
    'The first of a stage: a 1x1 convolution brings what came in to the new size and channels.',
    { filters: 64, stride: 2 },
    (inside) => {
      const strides = { strides: ['=stride', '=stride'] };
      const x = inside.input({ x: 0 });
      const shortcut = inside.row(
        x,
        [
          ['conv2d', '0_conv', { ...wide, ...strides }],
          ['batchNormalization', '0_bn', bn],
        ],
        { x: 4, y: 1 },
      );
      const branch = inside.row(x, branchOf(strides), { x: 1 });
      const sum = inside.layer(['add', 'add'], [shortcut, branch], { x: 9 });
      inside.output(inside.row(sum, [relu('out')], { x: 10 }), { x: 11 });
    },
  );
  let last = stem(sheet, { useBias: true }, bn);
  let x = 7;
  for (const [stage, depth] of depths.entries()) {
    const filters = widths[stage]!;
    const stageName = `conv${stage + 2}`;
    const stride = stage === 0 ? 1 : 2;
    last = sheet.use(projecting, `${stageName}_block1`, { filters, stride }, [last], { x: x++ });
    last = sheet.use(unit, `${stageName}_blocks`, { filters }, [last], { x: x++ }, depth - 1);
  }
  head(sheet, last, x);
  return sheet.done([7, 15]);
}

export const resnet18 = () =>
  basic('ResNet-18', `${idea}Eight units of two 3x3 convolutions, in four stages.`, [2, 2, 2, 2]);

export const resnet34 = () =>
  basic('ResNet-34', `${idea}Sixteen units of two 3x3 convolutions, in four stages.`, [3, 4, 6, 3]);

export const resnet50 = () =>
  bottlenecked(
    'ResNet-50',
    `${idea}Sixteen bottlenecks of 1x1, 3x3 and 1x1 convolutions, in four stages.`,
    [3, 4, 6, 3],
  );

export const resnet101 = () =>
  bottlenecked(
    'ResNet-101',
    `${idea}Thirty-three bottlenecks; 23 of them work on maps of 14 × 14.`,
    [3, 4, 23, 3],
  );

export const resnet152 = () =>
  bottlenecked(
    'ResNet-152',
    `${idea}Fifty bottlenecks; it won the ImageNet challenge of 2015.`,
    [3, 8, 36, 3],
  );
