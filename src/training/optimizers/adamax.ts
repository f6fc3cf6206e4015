import { z } from 'zod';
import { defineOptimizer } from '../optimizer.ts';
import { correction, momentFields, runningMean } from './moments.ts';

/** Keras's Adamax (Kingma and Ba 2015, section 7.1). */
export const adamax = defineOptimizer({
  kind: 'adamax',
  parameters: z.object(momentFields()),
  slots: () => [
    { name: 'momentum', initial: 0 },
    { name: 'norm', initial: 0 },
  ],
  update(tf, params, { weight, gradient, slots, learningRate, step }) {
    const momentum = runningMean(tf, slots['momentum']!, gradient, params.beta1);
    const norm = tf.maximum(tf.mul(slots['norm']!, params.beta2), tf.abs(gradient));
    const rate = tf.div(learningRate, correction(tf, params.beta1, step));
    const move = tf.div(tf.mul(momentum, rate), tf.add(norm, params.epsilon));
    return { weight: tf.sub(weight, move), slots: { momentum, norm } };
  },
});
