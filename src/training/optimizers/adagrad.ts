import { z } from 'zod';
import { epsilon, learningRate, positive } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's Adagrad (Duchi, Hazan, Singer 2011). */
export const adagrad = defineOptimizer({
  kind: 'adagrad',
  title: 'Adagrad',
  lesson:
    'Divides each weight’s step by the root of the sum of all its squared gradients so far (Duchi, Hazan and Singer ' +
    '2011). Weights that rarely get a gradient take large steps when they do. The sum only grows, so learning slows ' +
    'down with time: good for sparse inputs, often too early tired for deep networks.',
  parameters: z.object({
    learningRate: learningRate(0.001),
    initialAccumulator: positive(0.1, {
      title: 'Initial accumulator',
      description: 'What the sum of squared gradients starts from.',
    }),
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
