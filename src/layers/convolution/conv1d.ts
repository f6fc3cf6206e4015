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
  keywords: ['convolution', 'sequence', 'text', 'signal', 'temporal', 'causal'],
  lesson:
    'A convolution along one dimension: filters slide over time, over the words of a text or the samples of a signal, ' +
    'and each sees all features of the few steps below it. A kernel of 3 over word vectors learns to find three-word ' +
    'phrases wherever they stand. With causal padding an output sees only the present and the past, as a ' +
    'forecast must; dilation lets a few layers reach far back.',
});
