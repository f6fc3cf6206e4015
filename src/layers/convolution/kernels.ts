import { type ActivationName, activate } from '../activations.ts';
import type { Tensor, TF } from '../tensorflow.ts';

/** Spreads one axis of a tensor by putting `rate - 1` zeros between neighbors. */
function inflateAxis(tf: TF, x: Tensor, axis: number, rate: number): Tensor {
  if (rate === 1) return x;
  const before = x.shape.slice(0, axis).reduce((product, length) => product * length, 1);
  const length = x.shape[axis]!;
  const after = x.shape.slice(axis + 1).reduce((product, next) => product * next, 1);
  const padded = tf.pad(tf.reshape(x, [before, length, 1, after]), [
    [0, 0],
    [0, 0],
    [0, rate - 1],
    [0, 0],
  ]);
  const reach = (length - 1) * rate + 1;
  const spread = tf.slice(
    tf.reshape(padded, [before, length * rate, after]),
    [0, 0, 0],
    [before, reach, after],
  );
  return tf.reshape(spread, [...x.shape.slice(0, axis), reach, ...x.shape.slice(axis + 1)]);
}

/**
 * A kernel `[...spatial, in, out]` with zeros between its values. A convolution with it equals the dilated
 * convolution, and unlike that one TensorFlow.js can differentiate it.
 */
export function inflate(tf: TF, kernel: Tensor, dilation: readonly number[]): Tensor {
  return dilation.reduce((spread, rate, axis) => inflateAxis(tf, spread, axis, rate), kernel);
}

/** What follows the sums of a convolution or matrix product: the bias, then the activation. */
export function finish(
  tf: TF,
  params: { readonly useBias: boolean; readonly activation: ActivationName },
  sums: Tensor,
  weights: Readonly<Record<string, Tensor>>,
  logits: boolean,
): Tensor {
  const biased = params.useBias ? tf.add(sums, weights['bias']!) : sums;
  return activate(tf, params.activation, biased, logits);
}

/** Runs a convolution group by group: channels of `x` and the kernel's outputs are split alike. */
export function grouped(
  tf: TF,
  x: Tensor,
  kernel: Tensor,
  groups: number,
  convolve: (x: Tensor, kernel: Tensor) => Tensor,
): Tensor {
  if (groups === 1) return convolve(x, kernel);
  const kernels = tf.split(kernel, groups, kernel.rank - 1);
  const parts = tf.split(x, groups, x.rank - 1).map((part, index) => convolve(part, kernels[index]!));
  return tf.concat(parts, x.rank - 1);
}
