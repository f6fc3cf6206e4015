import { defineKind } from '../kind.ts';
import type { Tensor, Tensor4D, TF } from '../tensorflow.ts';
import { convolution } from './convolution.ts';
import { finish } from './kernels.ts';
import { asColumns, canPairColumns, inPairs, pairedKernel } from './paired-columns.ts';

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
    if (!fused || !canPairColumns(params, x.shape[2]!, fused.pairedFilters)) {
      return plain.forward(tf, params, call);
    }
    const { kernel, bias } = call.weights;
    const sums = convolve(tf, inPairs(tf, x), pairedKernel(tf, kernel!), params.strides, 'valid');
    return asColumns(tf, finish(tf, params, sums, bias ? { bias: tf.tile(bias, [2]) } : {}, logits));
  },
  kind: 'conv2d',
  title: 'Conv2D',
  common: true,
});
