import { z } from 'zod';
import { decay, learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's Lion (Chen et al. 2023). */
export const lion = defineOptimizer({
  kind: 'lion',
  parameters: z.object({
    learningRate: learningRate(0.001),
    beta1: decay(0.9),
    beta2: decay(0.99),
  }),
  slots: () => [{ name: 'momentum', initial: 0 }],
  update(tf, params, { weight, gradient, slots, learningRate }) {
    const old = slots['momentum']!;
    const direction = tf.sign(tf.add(tf.mul(old, params.beta1), tf.mul(gradient, 1 - params.beta1)));
    return {
      weight: tf.sub(weight, tf.mul(direction, learningRate)),
      slots: { momentum: tf.add(tf.mul(old, params.beta2), tf.mul(gradient, 1 - params.beta2)) },
    };
  },
});
