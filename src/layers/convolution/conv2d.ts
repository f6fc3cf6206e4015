import { defineKind } from '../kind.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { convolution } from './convolution.ts';

/**
 * 2D convolution: `[height, width, in]` to `[height', width', filters]`, kernel `[kh, kw, in / groups, filters]`.
 */
export const conv2d = defineKind({
  ...convolution(2, 'Conv2D', (tf, x, kernel, strides, padding) =>
    tf.conv2d(x as Tensor4D, kernel as Tensor4D, strides as [number, number], padding),
  ),
  kind: 'conv2d',
  title: 'Conv2D',
  keywords: ['convolution', 'filter', 'kernel', 'feature map', 'cnn', 'group'],
  lesson:
    'Slides small windows of weights, the filters, over the image; at each place a filter answers how much the ' +
    'patch below it looks like its pattern. The answers of one filter form one feature map. Because the same ' +
    'weights are used everywhere, a stroke learnt in one corner is found in every other, and the layer needs few ' +
    'parameters: kernel height × kernel width × input channels × filters, plus one bias for each filter. Two ' +
    'stacked 3x3 layers see as far as one 5x5 with fewer weights. Watch the size: without padding every layer ' +
    'eats kernel size - 1 pixels of height and width.',
});
