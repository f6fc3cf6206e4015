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
  title: 'AdamW',
  lesson:
    'Adam with weight decay done right: in each step every weight shrinks by the same small share, apart from the ' +
    'gradient (Loshchilov and Hutter 2019). An L2 penalty in the loss would be divided by Adam’s running sizes and ' +
    'hardly touch the weights with large gradients. The usual choice for transformers, and good against overfitting.',
  parameters: z.object({
    ...momentFields(),
    weightDecay: positive(0.004, {
      title: 'Weight decay',
      description: 'The share of a weight, times the learning rate, that is taken off in each step.',
    }),
    amsgrad: flag(false, {
      title: 'AMSGrad',
      description: 'Divides by the largest running mean of squares so far instead of the present one.',
    }),
  }),
  slots: (params) => stepOf(params).slots(params),
  update(tf, params, call) {
    const kept = tf.sub(1, tf.mul(call.learningRate, params.weightDecay));
    return stepOf(params).update(tf, params, { ...call, weight: tf.mul(call.weight, kept) });
  },
});
