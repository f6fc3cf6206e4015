import { z } from 'zod';
import { decay, epsilon, learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';
import type { Tensor } from '../tensorflow.ts';

/** Keras's Adadelta (Zeiler 2012). */
export const adadelta = defineOptimizer({
  kind: 'adadelta',
  parameters: z.object({
    learningRate: learningRate(0.001),
    rho: decay(0.95),
    epsilon: epsilon(),
  }),
  slots: () => [
    { name: 'accumulatedGradient', initial: 0 },
    { name: 'accumulatedDelta', initial: 0 },
  ],
  update(tf, params, { weight, gradient, slots, learningRate }) {
    const blend = (old: Tensor, fresh: Tensor) =>
      tf.add(tf.mul(old, params.rho), tf.mul(tf.square(fresh), 1 - params.rho));
    const size = (mean: Tensor) => tf.sqrt(tf.add(mean, params.epsilon));
    const accumulatedGradient = blend(slots['accumulatedGradient']!, gradient);
    const delta = tf.div(tf.mul(size(slots['accumulatedDelta']!), gradient), size(accumulatedGradient));
    return {
      weight: tf.sub(weight, tf.mul(delta, learningRate)),
      slots: { accumulatedGradient, accumulatedDelta: blend(slots['accumulatedDelta']!, delta) },
    };
  },
});
