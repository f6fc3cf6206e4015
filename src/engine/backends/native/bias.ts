import type { Tensor } from '../../../layers/tensorflow.ts';

/** Whether `a + b` adds a number to each channel: `[..., channels]` and `[channels]`, as `BiasAdd` takes them. */
export const isBias = (a: Tensor, b: Tensor): boolean =>
  b.rank === 1 &&
  a.rank >= 2 &&
  a.rank <= 5 &&
  a.shape.at(-1) === b.shape[0] &&
  a.dtype === 'float32' &&
  b.dtype === 'float32';
