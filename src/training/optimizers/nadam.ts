import { z } from 'zod';
import { defineOptimizer } from '../optimizer.ts';
import type { Tensor, TF } from '../tensorflow.ts';
import { correction, momentFields, runningMean } from './moments.ts';

/** The momentum factor of a step: it warms up from half of `beta1` (Dozat 2016). */
const warmed = (tf: TF, beta1: number, step: Tensor): Tensor =>
  tf.mul(beta1, tf.sub(1, tf.mul(0.5, tf.pow(tf.scalar(0.96), step))));

/** Keras's Nadam (Dozat 2016). The product of all momentum factors is the same in every place of its slot. */
export const nadam = defineOptimizer({
  kind: 'nadam',
  parameters: z.object(momentFields()),
  slots: () => [
    { name: 'momentum', initial: 0 },
    { name: 'velocity', initial: 0 },
    { name: 'product', initial: 1 },
  ],
  update(tf, params, { weight, gradient, slots, learningRate, step }) {
    const now = warmed(tf, params.beta1, step);
    const next = warmed(tf, params.beta1, tf.add(step, 1));
    const product = tf.mul(slots['product']!, now);
    const momentum = runningMean(tf, slots['momentum']!, gradient, params.beta1);
    const velocity = runningMean(tf, slots['velocity']!, tf.square(gradient), params.beta2);
    const ahead = tf.div(tf.mul(momentum, next), tf.sub(1, tf.mul(product, next)));
    const fresh = tf.div(tf.mul(gradient, tf.sub(1, now)), tf.sub(1, product));
    const size = tf.sqrt(tf.div(velocity, correction(tf, params.beta2, step)));
    const move = tf.div(tf.mul(tf.add(ahead, fresh), learningRate), tf.add(size, params.epsilon));
    return { weight: tf.sub(weight, move), slots: { momentum, velocity, product } };
  },
});
