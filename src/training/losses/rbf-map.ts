import { z } from 'zod';
import { defineLoss } from '../loss.ts';

/**
 * Equation 9 of LeCun et al. 1998, the maximum a posteriori criterion: `y_t + log(e^-j + sum_i e^-y_i)`, where `y_i`
 * is the penalty of class `i` (minus its score) and `t` the true class.
 */
export const rbfMap = defineLoss({
  kind: 'rbfMap',
  parameters: z.object({
    rubbish: z.number().gt(0).max(1e4).default(0.1),
  }),
  takes: 'logits',
  link: 'softmax',
  targets: ['class'],
  comparesUnits: true,
  perExample(tf, { rubbish }, targets, scores) {
    const rest = tf.fill([scores.shape[0]!, 1], -rubbish);
    const all = tf.logSumExp(tf.concat([scores, rest], 1), 1);
    return tf.sub(all, tf.sum(tf.mul(targets, scores), -1));
  },
});
