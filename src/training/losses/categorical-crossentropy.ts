import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/**
 * `-sum(target * log softmax(scores))`, computed from the scores: stable however large they are; of masks the mean over the
 * pixels, as Keras's `SparseCategoricalCrossentropy` has it.
 */
export const categoricalCrossentropy = defineLoss({
  kind: 'categoricalCrossentropy',
  parameters: z.object({
    labelSmoothing: z.number().min(0).lt(1).default(0),
  }),
  takes: 'logits',
  link: 'softmax',
  targets: ['class', 'mask'],
  comparesUnits: true,
  perExample(tf, { labelSmoothing }, targets, scores) {
    const classes = targets.shape.at(-1)!;
    const soft =
      labelSmoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - labelSmoothing), labelSmoothing / classes);
    return meanOverOutput(tf, tf.neg(tf.sum(tf.mul(soft, tf.logSoftmax(scores)), -1)));
  },
});
