import { z } from 'zod';
import { decay, learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's Lion (Chen et al. 2023). */
export const lion = defineOptimizer({
  kind: 'lion',
  title: 'Lion',
  lesson:
    'Steps by the sign alone: every weight moves by exactly the learning rate, up or down, as a mean of momentum and ' +
    'gradient says. It was found by a program that searched through optimizers (Chen et al. 2023). It keeps one ' +
    'number for each weight where Adam keeps two. Choose a learning rate three to ten times smaller than for Adam.',
  parameters: z.object({
    learningRate: learningRate(0.001),
    beta1: decay(0.9, {
      title: 'Beta 1',
      description: 'The share of the momentum in the direction of a step.',
    }),
    beta2: decay(0.99, { title: 'Beta 2', description: 'How slowly the momentum forgets.' }),
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
