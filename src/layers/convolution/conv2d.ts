import { defineKind } from '../kind.ts';
import type { Tensor, Tensor4D, TF } from '../tensorflow.ts';
import { convolution } from './convolution.ts';
import { finish } from './kernels.ts';
import { asColumns, inPairs, pairedKernel, worksInPairs } from './paired-columns.ts';

const convolve = (tf: TF, x: Tensor, kernel: Tensor, strides: readonly number[], padding: 'valid' | 'same') =>
  tf.conv2d(x as Tensor4D, kernel as Tensor4D, strides as [number, number], padding);

const plain = convolution(2, convolve);

/**
 * 2D convolution: `[height, width, in]` to `[height', width', filters]`, kernel `[kh, kw, in / groups, filters]`.
 */
export const conv2d = defineKind({
  ...plain,
  forward(tf, params, call) {
    const { fused, logits } = call;
    const [x] = call.inputs as [Tensor];
    if (!fused || !worksInPairs(params, x.shape[2]!, fused.pairedFilters)) {
      return plain.forward(tf, params, call);
    }
    const { kernel, bias } = call.weights;
    const sums = convolve(tf, inPairs(tf, x), pairedKernel(tf, kernel!), params.strides, 'valid');
    return asColumns(tf, finish(tf, params, sums, bias ? { bias: tf.tile(bias, [2]) } : {}, logits));
  },
  kind: 'conv2d',
  title: 'Conv2D',
  common: true,
  synonyms: ['conv', 'convolution', 'convolutional', 'convolution2d', 'conv layer', 'conv 2d'],
  keywords: ['convolution', 'filter', 'kernel', 'feature map', 'cnn', 'group'],
  lesson:
    'Slides small windows of weights, the filters, over the image; at each place a filter answers how much the ' +
    'patch below it looks like its pattern. The answers of one filter form one feature map. Because the same ' +
    'weights are used everywhere, a stroke learnt in one corner is found in every other, and the layer needs few ' +
    'parameters: kernel height × kernel width × input channels × filters, plus one bias for each filter. Two ' +
    'stacked 3x3 layers see as far as one 5x5 with fewer weights. Watch the size: without padding every layer ' +
    'eats kernel size - 1 pixels of height and width.',
});
