import type { Tensor, Tensor2D, TF } from '../../layers/tensorflow.ts';

/** A restricted Boltzmann machine of binary units. */
export type Boltzmann = {
  /** `[visible, hidden]` */
  readonly kernel: Tensor;
  /** `[hidden]` */
  readonly hidden: Tensor;
  /** `[visible]` */
  readonly visible: Tensor;
};

/** Numbers from 0 to 1 that decide which units are on: a unit is where its number is below its probability. */
export interface UnitDraws {
  /** `[batch, hidden]` */
  readonly hidden: Tensor;
  /** `[batch, visible]` */
  readonly visible: Tensor;
}

/**
 * One step of contrastive divergence, CD-1 (Hinton 2002, "Training products of experts by minimizing contrastive
 * divergence"): hidden units are drawn from the examples, visible ones from those, and the weights move by the
 * difference of the two correlations. The last hidden units are probabilities, as in scikit-learn's `BernoulliRBM`.
 * @param examples `[batch, visible]`, from 0 to 1
 * @returns the machine afterwards, and the mean squared error of the reconstruction's probabilities, a scalar
 */
export function contrastiveDivergence(
  tf: TF,
  { kernel, hidden, visible }: Boltzmann,
  examples: Tensor,
  draws: UnitDraws,
  learningRate: number,
): Boltzmann & { readonly error: Tensor } {
  const weights = kernel as Tensor2D;
  const v = examples as Tensor2D;
  const on = (drawn: Tensor, probability: Tensor): Tensor2D =>
    tf.cast(tf.less(drawn, probability), 'float32') as Tensor2D;
  const hiddenOf = (from: Tensor2D): Tensor2D =>
    tf.sigmoid(tf.add(tf.matMul(from, weights), hidden)) as Tensor2D;
  const positive = hiddenOf(v);
  const back = tf.sigmoid(
    tf.add(tf.matMul(on(draws.hidden, positive), weights, false, true), visible),
  ) as Tensor2D;
  const dreamed = on(draws.visible, back);
  const negative = hiddenOf(dreamed);
  const rate = learningRate / v.shape[0];
  const moved = (value: Tensor, gain: Tensor, loss: Tensor): Tensor =>
    tf.add(value, tf.mul(rate, tf.sub(gain, loss)));
  return {
    kernel: moved(kernel, tf.matMul(v, positive, true), tf.matMul(dreamed, negative, true)),
    hidden: moved(hidden, tf.sum(positive, 0), tf.sum(negative, 0)),
    visible: moved(visible, tf.sum(v, 0), tf.sum(dreamed, 0)),
    error: tf.mean(tf.square(tf.sub(v, back))),
  };
}
