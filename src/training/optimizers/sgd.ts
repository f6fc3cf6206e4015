import { z } from 'zod';
import { learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Gradient descent on a batch: `w -= lr * g` (Robbins and Monro 1951). */
export const sgd = defineOptimizer({
  kind: 'sgd',
  parameters: z.object({ learningRate: learningRate(0.01) }),
  slots: () => [],
  update: (tf, _params, { weight, gradient, learningRate }) => ({
    weight: tf.sub(weight, tf.mul(gradient, learningRate)),
    slots: {},
  }),
});
