import { defineKind } from '../kind.ts';
import type { Tensor4D } from '../tensorflow.ts';
import { convolution } from './convolution.ts';

/** 1D convolution: `[length, in]` to `[length', filters]`, kernel `[k, in / groups, filters]`. */
export const conv1d = defineKind({
  // As a 2D convolution one column wide, which every backend can differentiate.
  ...convolution(1, (tf, x, kernel, strides, padding) =>
    tf.squeeze(
      tf.conv2d(
        tf.expandDims(x, 2) as Tensor4D,
        tf.expandDims(kernel, 1) as Tensor4D,
        [strides[0]!, 1],
        padding,
      ),
      [2],
    ),
  ),
  kind: 'conv1d',
  title: 'Conv1D',
  variantOf: 'conv2d',
});
