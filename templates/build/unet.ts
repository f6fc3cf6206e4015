import type { ConvasDocument } from '../../src/document/schema.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { Sheet, type Step } from './sheet.ts';

const description =
  'Finds the class of each pixel. On the way down, convolutions and poolings see ever more of the image and ever less ' +
  'of its detail; on the way up the maps grow again, and wires across hand them the detail of the same size.';

const convolution = (name: string, filters: number): Step => [
  'conv2d',
  name,
  { filters, kernelSize: [3, 3], padding: 'same', activation: 'relu' },
];
const pair = (name: string, filters: number): Step[] => [
  convolution(`${name}_1`, filters),
  convolution(`${name}_2`, filters),
];
const pool = (name: string): Step => ['maxPooling2d', name, { poolSize: [2, 2], strides: [2, 2] }];
const grow = (name: string, filters: number): Step => [
  'conv2dTranspose',
  name,
  { filters, kernelSize: [2, 2], strides: [2, 2] },
];

export function unet(): ConvasDocument {
  const sheet = new Sheet('U-Net', description, {
    data: { dataset: 'shapes-masks', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
    training: trainingSettingsSchema.parse({
      epochs: 20,
      batchSize: 16,
      optimizer: { kind: 'adam', params: { learningRate: 0.002 } },
    }),
  });
  const input = sheet.layer(['input', 'Input', { shape: [64, 64, 1] }], [], { x: 0 });
  const fine = sheet.row(input, pair('down_1', 8), { x: 1 });
  const middle = sheet.row(fine, [pool('pool_1'), ...pair('down_2', 16)], { x: 1, y: 1 });
  const deep = sheet.row(middle, [pool('pool_2'), ...pair('bottom', 32), grow('grow_2', 16)], { x: 2, y: 2 });
  const joined = sheet.layer(['concatenate', 'join_2'], [middle, deep], { x: 6, y: 1 });
  const wide = sheet.row(joined, [...pair('up_2', 16), grow('grow_1', 8)], { x: 7, y: 1 });
  const top = sheet.layer(['concatenate', 'join_1'], [fine, wide], { x: 10 });
  sheet.row(
    top,
    [...pair('up_1', 8), ['conv2d', 'classes', { filters: 3, kernelSize: [1, 1], activation: 'softmax' }]],
    { x: 11 },
  );
  return sheet.done();
}
