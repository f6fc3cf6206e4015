import { z } from 'zod';
import { share } from '../fields.ts';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** `-(t log p + (1 - t) log(1 - p))` with `p` the sigmoid of the score, the mean over the output. */
export const binaryCrossentropy = defineLoss({
  kind: 'binaryCrossentropy',
  parameters: z.object({
    labelSmoothing: share(0),
  }),
  takes: 'logits',
  link: 'sigmoid',
  targets: ['class', 'labels', 'mask', 'input'],
  perExample(tf, { labelSmoothing }, targets, scores) {
    const soft =
      labelSmoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - labelSmoothing), labelSmoothing / 2);
    return meanOverOutput(tf, tf.sub(tf.softplus(scores), tf.mul(scores, soft)));
  },
});
