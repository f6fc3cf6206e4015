import type { Tensor, TF } from '../tensorflow.ts';

/** Zeroes `x` where `draw`, uniform on [0, 1) and broadcastable to `x`, is below `rate`; scales up the rest. */
export function dropped(tf: TF, x: Tensor, draw: Tensor, rate: number): Tensor {
  const kept = tf.cast(tf.greaterEqual(draw, rate), 'float32');
  return tf.mul(x, tf.mul(kept, 1 / (1 - rate)));
}
