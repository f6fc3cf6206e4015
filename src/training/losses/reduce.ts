import type { Tensor, TF } from '../tensorflow.ts';

/** `[batch, ...output]` to the mean of each example, `[batch]`. */
export function meanOverOutput(tf: TF, values: Tensor): Tensor {
  return values.rank < 2 ? values : tf.mean(tf.reshape(values, [values.shape[0]!, -1]), 1);
}
