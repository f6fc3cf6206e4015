import type { ActivationName } from '../activations.ts';
import type { Tensor, TF } from '../tensorflow.ts';

interface Convolution {
  readonly filters: number;
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilationRate: readonly number[];
  readonly groups: number;
  readonly padding: string;
  readonly activation: ActivationName;
}

/**
 * Whether a 2D convolution is to be done two columns at a time, and can be. A vector instruction works on many filters
 * at once; with half of them or fewer it is mostly idle, and two columns fill it with two fifths of the work less for
 * a kernel of 5 columns.
 * @param width of the input
 * @param most filters that it may have
 */
export function canPairColumns(convolution: Convolution, width: number, most: number): boolean {
  const { filters, kernelSize, strides, dilationRate, groups, padding, activation } = convolution;
  const columns = kernelSize[1]!;
  return (
    filters <= most &&
    width % 2 === 0 &&
    columns % 2 === 1 &&
    columns >= 3 &&
    groups === 1 &&
    padding === 'valid' &&
    [...strides, ...dilationRate].every((step) => step === 1) &&
    // Over the channels of a column, not of two.
    activation !== 'softmax'
  );
}

/** Pairs of columns: `[batch, height, width, channels]` to `[batch, height, width / 2, 2 channels]`, the same memory. */
export function inPairs(tf: TF, x: Tensor): Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  return tf.reshape(x, [batch, height, width / 2, 2 * channels]);
}

/** The opposite of `inPairs`. */
export function asColumns(tf: TF, x: Tensor): Tensor {
  const [batch, height, pairs, channels] = x.shape as [number, number, number, number];
  return tf.reshape(x, [batch, height, 2 * pairs, channels / 2]);
}

/**
 * The kernel that does to pairs of columns what `[height, width, in, out]` does to columns:
 * `[height, (width + 1) / 2, 2 in, 2 out]`, itself at the left and, for the second column, at the right.
 */
export function pairedKernel(tf: TF, kernel: Tensor): Tensor {
  const [height, width, channels, filters] = kernel.shape as [number, number, number, number];
  const none: [number, number] = [0, 0];
  const shifted = (left: number): Tensor => tf.pad(kernel, [none, [left, 1 - left], none, none]);
  return tf.reshape(tf.stack([shifted(0), shifted(1)], 3), [
    height,
    (width + 1) / 2,
    2 * channels,
    2 * filters,
  ]);
}
