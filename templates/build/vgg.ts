import type { ConvasDocument } from '../../src/document/schema.ts';
import { classes, imageInput, imagenet } from './imagenet.ts';
import { Sheet, type Step } from './sheet.ts';

const widths = [64, 128, 256, 512, 512];

/** @param depths convolutions in each of the five groups */
function vgg(name: string, description: string, depths: readonly number[]): ConvasDocument {
  const sheet = new Sheet(name, description, imagenet);
  const convolution = (filters: number) => ({
    filters,
    kernelSize: [3, 3],
    padding: 'same',
    activation: 'relu',
  });
  const lines = depths.map((depth, group) => {
    const steps: Step[] = group === 0 ? [imageInput(224)] : [];
    const convolutions: Step[] = Array.from({ length: depth }, (_, index) => [
      'conv2d',
      `conv${group + 1}_${index + 1}`,
      convolution(widths[group]!),
    ]);
    const pool: Step = ['maxPooling2d', `pool${group + 1}`, { poolSize: [2, 2], strides: [2, 2] }];
    return [...steps, ...convolutions, pool];
  });
  sheet.page([
    ...lines,
    [
      ['flatten', 'flatten'],
      ['dense', 'fc6', { units: 4096, activation: 'relu' }],
      ['dropout', 'drop6', { rate: 0.5 }],
      ['dense', 'fc7', { units: 4096, activation: 'relu' }],
      ['dropout', 'drop7', { rate: 0.5 }],
      classes,
    ],
  ]);
  return sheet.done();
}

const idea =
  'Nothing but 3x3 convolutions, stacked deep: two of them see as far as one 5x5 and three as far as one 7x7, with ' +
  'fewer parameters and more nonlinearities between. Channels double after every pooling. ';

export const vgg16 = () =>
  vgg(
    'VGG16',
    `${idea}Configuration D of the paper, 16 layers with weights; nine tenths of its 138 million parameters lie in the dense layers.`,
    [2, 2, 3, 3, 3],
  );

export const vgg19 = () =>
  vgg('VGG19', `${idea}Configuration E of the paper, 19 layers with weights.`, [2, 2, 4, 4, 4]);
