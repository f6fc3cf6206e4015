import { z } from 'zod';
import { decay, flag, learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's SGD with momentum: `m = momentum * m - lr * g; w += m`, or Nesterov's `w += momentum * m - lr * g`. */
export const momentum = defineOptimizer({
  kind: 'momentum',
  title: 'Momentum',
  lesson:
    'Gradient descent with a memory: each step adds the gradient to a velocity that fades by the momentum factor, ' +
    'and moves the weights by the velocity (Polyak 1964). Steps that agree add up, steps that zigzag cancel out. ' +
    'Nesterov’s form (1983; Sutskever et al. 2013) looks at the gradient where the velocity is about to lead. ' +
    'AlexNet, VGG and ResNet were all trained with momentum 0.9.',
  parameters: z.object({
    learningRate: learningRate(0.01),
    momentum: decay(0.9, {
      title: 'Momentum',
      description: 'The share of the last step’s velocity that is kept.',
    }),
    nesterov: flag(false, {
      title: 'Nesterov',
      description: 'Corrects the velocity by the gradient at the place it leads to.',
    }),
  }),
  slots: () => [{ name: 'momentum', initial: 0 }],
  update(tf, params, { weight, gradient, slots, learningRate }) {
    const step = tf.mul(gradient, learningRate);
    const velocity = tf.sub(tf.mul(slots['momentum']!, params.momentum), step);
    const move = params.nesterov ? tf.sub(tf.mul(velocity, params.momentum), step) : velocity;
    return { weight: tf.add(weight, move), slots: { momentum: velocity } };
  },
});
