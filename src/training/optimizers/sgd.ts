import { z } from 'zod';
import { learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Gradient descent on a batch: `w -= lr * g` (Robbins and Monro 1951). */
export const sgd = defineOptimizer({
  kind: 'sgd',
  title: 'SGD',
  lesson:
    'Stochastic gradient descent: each step moves every weight against its gradient, by the learning rate times ' +
    'the gradient. It is the plainest method (Robbins and Monro 1951) and the one that others are measured ' +
    'against. LeNet-5 was trained with a form of it. It needs a well chosen learning rate, and more epochs than ' +
    'adaptive methods.',
  parameters: z.object({ learningRate: learningRate(0.01) }),
  slots: () => [],
  update: (tf, _params, { weight, gradient, learningRate }) => ({
    weight: tf.sub(weight, tf.mul(gradient, learningRate)),
    slots: {},
  }),
});
