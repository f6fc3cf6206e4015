import { z } from 'zod';
import { defineLoss } from '../loss.ts';

/**
 * Equation 9 of LeCun et al. 1998, the maximum a posteriori criterion: `y_t + log(e^-j + sum_i e^-y_i)`, where `y_i`
 * is the penalty of class `i` (minus its score) and `t` the true class.
 */
export const rbfMap = defineLoss({
  kind: 'rbfMap',
  title: 'RBF, MAP criterion (1998)',
  lesson:
    'The loss that LeNet-5 was trained with (LeCun et al. 1998, equation 9), for a layer that puts out penalties: the ' +
    'distances to the pictures of the digits. It pulls the penalty of the true class down and pushes those of the ' +
    'others up, as cross-entropy does. A class that stands for everything else, with the fixed penalty j, keeps ' +
    'penalties that are large already from being pushed further.',
  parameters: z.object({
    rubbish: z.number().gt(0).max(1e4).default(0.1).meta({
      title: 'Penalty of the rest (j)',
      description: 'The penalty of the class that stands for everything else: smaller pushes less.',
    }),
  }),
  takes: 'logits',
  link: 'softmax',
  classesOnly: true,
  comparesUnits: true,
  perExample(tf, { rubbish }, targets, scores) {
    const rest = tf.fill([scores.shape[0]!, 1], -rubbish);
    const all = tf.logSumExp(tf.concat([scores, rest], 1), 1);
    return tf.sub(all, tf.sum(tf.mul(targets, scores), -1));
  },
});
