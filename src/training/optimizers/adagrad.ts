import { z } from 'zod';
import { epsilon, learningRate, positive } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's Adagrad (Duchi, Hazan, Singer 2011). */
export const adagrad = defineOptimizer({
  kind: 'adagrad',
  parameters: z.object({
    learningRate: learningRate(0.001),
    initialAccumulator: positive(0.1),
    epsilon: epsilon(),
  }),
  slots: (params) => [{ name: 'accumulator', initial: params.initialAccumulator }],
  update(tf, params, { weight, gradient, slots, learningRate }) {
    const accumulator = tf.add(slots['accumulator']!, tf.square(gradient));
    const root = tf.sqrt(tf.add(accumulator, params.epsilon));
    return {
      weight: tf.sub(weight, tf.div(tf.mul(gradient, learningRate), root)),
      slots: { accumulator },
    };
  },
});
