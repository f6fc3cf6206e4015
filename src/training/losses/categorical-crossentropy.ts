import { z } from 'zod';
import { defineLoss } from '../loss.ts';

/** `-sum(target * log softmax(scores))`, computed from the scores: stable however large they are. */
export const categoricalCrossentropy = defineLoss({
  kind: 'categoricalCrossentropy',
  parameters: z.object({
    labelSmoothing: z.number().min(0).lt(1).default(0),
  }),
  takes: 'logits',
  link: 'softmax',
  classesOnly: true,
  comparesUnits: true,
  perExample(tf, { labelSmoothing }, targets, scores) {
    const classes = targets.shape.at(-1)!;
    const soft =
      labelSmoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - labelSmoothing), labelSmoothing / classes);
    return tf.neg(tf.sum(tf.mul(soft, tf.logSoftmax(scores)), -1));
  },
});
