import { z } from 'zod';
import { defineOptimizer } from '../optimizer.ts';
import { correctedRate, momentFields, runningMean } from './moments.ts';

/** Keras's Adam with `amsgrad` (Reddi, Kale, Kumar 2018). */
export const amsgrad = defineOptimizer({
  kind: 'amsgrad',
  parameters: z.object(momentFields()),
  slots: () => [
    { name: 'momentum', initial: 0 },
    { name: 'velocity', initial: 0 },
    { name: 'largestVelocity', initial: 0 },
  ],
  update(tf, params, { weight, gradient, slots, learningRate, step }) {
    const momentum = runningMean(tf, slots['momentum']!, gradient, params.beta1);
    const velocity = runningMean(tf, slots['velocity']!, tf.square(gradient), params.beta2);
    const largestVelocity = tf.maximum(slots['largestVelocity']!, velocity);
    const rate = correctedRate(tf, params, learningRate, step);
    const move = tf.div(tf.mul(momentum, rate), tf.add(tf.sqrt(largestVelocity), params.epsilon));
    return { weight: tf.sub(weight, move), slots: { momentum, velocity, largestVelocity } };
  },
});
