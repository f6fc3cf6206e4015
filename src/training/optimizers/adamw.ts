import { z } from 'zod';
import { flag, positive } from '../fields.ts';
import { defineOptimizer } from '../optimizer.ts';
import { adam } from './adam.ts';
import { amsgrad } from './amsgrad.ts';
import { momentFields } from './moments.ts';

/** Which of the two steps follows the decay: they take the same parameters. */
const stepOf = (params: { readonly amsgrad: boolean }) => (params.amsgrad ? amsgrad : adam);

/** Keras's AdamW (Loshchilov and Hutter 2019): the weights shrink first, then Adam's step. */
export const adamw = defineOptimizer({
  kind: 'adamw',
  parameters: z.object({
    ...momentFields(),
    weightDecay: positive(0.004),
    amsgrad: flag(false),
  }),
  slots: (params) => stepOf(params).slots(params),
  update(tf, params, call) {
    const kept = tf.sub(1, tf.mul(call.learningRate, params.weightDecay));
    return stepOf(params).update(tf, params, { ...call, weight: tf.mul(call.weight, kept) });
  },
});
