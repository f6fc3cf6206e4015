import type { Examples } from '../../src/insight/view.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { TF } from '../../src/layers/tensorflow.ts';

/**
 * Examples whose inputs are given as the network gets them, for views; they have no pixels.
 * @param values `[count, ...shape]`
 * @param labels of each
 */
export const examplesFrom = (
  tf: TF,
  values: Float32Array,
  shape: readonly number[],
  labels: ArrayLike<number>,
): Examples => {
  const size = sizeOf(shape);
  return {
    count: values.length / size,
    labels,
    shape: null,
    inputs: (indices) => {
      const own = new Float32Array(indices.length * size);
      Array.from(indices).forEach((index, at) => {
        own.set(values.subarray(index * size, (index + 1) * size), at * size);
      });
      return tf.tensor(own, [indices.length, ...shape]);
    },
    truth: (indices) =>
      tf.tensor1d(
        Int32Array.from(indices, (index) => labels[index]!),
        'int32',
      ),
    pixels: () => {
      throw new Error('These examples are no images.');
    },
    close: () => {},
  };
};
