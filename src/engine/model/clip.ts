import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { TrainingSettings } from '../../training/settings.ts';
import type { WeightTensors } from './weights.ts';

type Clipping = TrainingSettings['clipping'];
type Clip = (tf: TF, limit: number, gradients: WeightTensors) => WeightTensors;

const each = (gradients: WeightTensors, change: (gradient: Tensor) => Tensor): WeightTensors =>
  new Map([...gradients].map(([key, gradient]) => [key, change(gradient)]));

const squares = (tf: TF, gradient: Tensor): Tensor => tf.sum(tf.square(gradient));

/** The factor that brings a norm, given squared, down to the limit; 1 where it is below. */
const factor = (tf: TF, limit: number, squared: Tensor): Tensor =>
  tf.div(limit, tf.maximum(tf.sqrt(squared), limit));

const clips: Readonly<Record<Exclude<Clipping['by'], 'none'>, Clip>> = {
  value: (tf, limit, gradients) => each(gradients, (gradient) => tf.clipByValue(gradient, -limit, limit)),
  norm: (tf, limit, gradients) =>
    each(gradients, (gradient) => tf.mul(gradient, factor(tf, limit, squares(tf, gradient)))),
  globalNorm(tf, limit, gradients) {
    const all = [...gradients.values()].map((gradient) => squares(tf, gradient));
    if (all.length === 0) return gradients;
    const scale = factor(tf, limit, tf.addN(all));
    return each(gradients, (gradient) => tf.mul(gradient, scale));
  },
};

/**
 * Keeps gradients from being too large, as Keras's `clipvalue` (each element), `clipnorm` (the norm of each weight's
 * gradient) and `global_clipnorm` (the norm of all together: Pascanu, Mikolov, Bengio 2013).
 */
export function clipGradients(tf: TF, { by, limit }: Clipping, gradients: WeightTensors): WeightTensors {
  return by === 'none' ? gradients : clips[by](tf, limit, gradients);
}
