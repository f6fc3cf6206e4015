import type { Tensor, TF } from '../layers/tensorflow.ts';

/** Whether every number of a tensor is finite. Reads one byte back. */
export function isFiniteTensor(tf: TF, tensor: Tensor): boolean {
  return tf.tidy(() => tf.all(tf.isFinite(tensor)).dataSync()[0] !== 0);
}
