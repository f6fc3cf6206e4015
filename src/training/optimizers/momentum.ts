import { z } from 'zod';
import { decay, flag, learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's SGD with momentum: `m = momentum * m - lr * g; w += m`, or Nesterov's `w += momentum * m - lr * g`. */
export const momentum = defineOptimizer({
  kind: 'momentum',
  parameters: z.object({
    learningRate: learningRate(0.01),
    momentum: decay(0.9),
    nesterov: flag(false),
  }),
  slots: () => [{ name: 'momentum', initial: 0 }],
  update(tf, params, { weight, gradient, slots, learningRate }) {
    const step = tf.mul(gradient, learningRate);
    const velocity = tf.sub(tf.mul(slots['momentum']!, params.momentum), step);
    const move = params.nesterov ? tf.sub(tf.mul(velocity, params.momentum), step) : velocity;
    return { weight: tf.add(weight, move), slots: { momentum: velocity } };
  },
});
