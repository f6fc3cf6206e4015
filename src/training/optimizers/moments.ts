import { decay, epsilon, learningRate } from '../fields.ts';
import type { Tensor, TF } from '../tensorflow.ts';

/** The parameters that Adam and its descendants share, with Keras's defaults. */
export const momentFields = () => ({
  learningRate: learningRate(0.001),
  beta1: decay(0.9),
  beta2: decay(0.999),
  epsilon: epsilon(),
});

/** `old + (fresh - old) * (1 - beta)`: an exponential running mean, written as Keras does. */
export function runningMean(tf: TF, old: Tensor, fresh: Tensor, beta: number): Tensor {
  return tf.add(old, tf.mul(tf.sub(fresh, old), 1 - beta));
}

/** `1 - beta^step`: what a running mean that started at zero lacks after `step` steps. */
export function correction(tf: TF, beta: number, step: Tensor): Tensor {
  return tf.sub(1, tf.pow(tf.scalar(beta), step));
}

/** The learning rate with both of Adam's bias corrections folded in. */
export function correctedRate(
  tf: TF,
  params: { readonly beta1: number; readonly beta2: number },
  learningRate: Tensor,
  step: Tensor,
): Tensor {
  return tf.div(
    tf.mul(learningRate, tf.sqrt(correction(tf, params.beta2, step))),
    correction(tf, params.beta1, step),
  );
}
