import { z } from 'zod';
import { defineOptimizer } from '../optimizer.ts';
import { correctedRate, momentFields, runningMean } from './moments.ts';

/** Keras's Adam (Kingma and Ba 2015, the form just before section 2.1). */
export const adam = defineOptimizer({
  kind: 'adam',
  parameters: z.object(momentFields()),
  slots: () => [
    { name: 'momentum', initial: 0 },
    { name: 'velocity', initial: 0 },
  ],
  update(tf, params, { weight, gradient, slots, learningRate, step }) {
    const momentum = runningMean(tf, slots['momentum']!, gradient, params.beta1);
    const velocity = runningMean(tf, slots['velocity']!, tf.square(gradient), params.beta2);
    const rate = correctedRate(tf, params, learningRate, step);
    const move = tf.div(tf.mul(momentum, rate), tf.add(tf.sqrt(velocity), params.epsilon));
    return { weight: tf.sub(weight, move), slots: { momentum, velocity } };
  },
});
