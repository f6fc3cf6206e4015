import { z } from 'zod';
import { decay, epsilon, flag, learningRate } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';

/** Keras's RMSprop, plain or centerd, with optional momentum (Hinton's lecture 6e, 2012; Graves 2013). */
export const rmsprop = defineOptimizer({
  kind: 'rmsprop',
  parameters: z.object({
    learningRate: learningRate(0.001),
    rho: decay(0.9),
    momentum: decay(0),
    epsilon: epsilon(),
    centered: flag(false),
  }),
  slots: (params) => [
    { name: 'velocity', initial: 0 },
    ...(params.momentum > 0 ? [{ name: 'momentum', initial: 0 }] : []),
    ...(params.centered ? [{ name: 'averageGradient', initial: 0 }] : []),
  ],
  update(tf, params, { weight, gradient, slots, learningRate }) {
    const blend = (old: typeof weight, fresh: typeof weight) =>
      tf.add(tf.mul(old, params.rho), tf.mul(fresh, 1 - params.rho));
    const velocity = blend(slots['velocity']!, tf.square(gradient));
    const mean = params.centered ? blend(slots['averageGradient']!, gradient) : null;
    const spread = mean ? tf.sub(velocity, tf.square(mean)) : velocity;
    const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(spread, params.epsilon)));
    const kept = { velocity, ...(mean ? { averageGradient: mean } : {}) };
    if (params.momentum === 0) return { weight: tf.sub(weight, step), slots: kept };
    const momentum = tf.add(tf.mul(slots['momentum']!, params.momentum), step);
    return { weight: tf.sub(weight, momentum), slots: { ...kept, momentum } };
  },
});
