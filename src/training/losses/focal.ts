import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { isSingleUnit } from '../single-unit.ts';
import type { Tensor, TF } from '../tensorflow.ts';

/** Kept from zero, where a power below 1 has no slope. */
const doubt = (tf: TF, share: Tensor, gamma: number): Tensor =>
  tf.pow(tf.maximum(tf.sub(1, share), 1e-7), gamma);

/** Of a single unit, as Keras's `BinaryFocalCrossentropy` with `apply_class_balancing`: the paper's equation 5. */
function ofSingleUnit(tf: TF, gamma: number, alpha: number, targets: Tensor, scores: Tensor): Tensor {
  // The score of the true class, whichever it is.
  const own = tf.mul(scores, tf.sub(tf.mul(targets, 2), 1));
  const weight = tf.add(tf.mul(targets, 2 * alpha - 1), 1 - alpha);
  const surprise = tf.softplus(tf.neg(own));
  return tf.reshape(tf.mul(tf.mul(weight, doubt(tf, tf.sigmoid(own), gamma)), surprise), [-1]);
}

/**
 * `-alpha * (1 - p)^gamma * log p` of the true class, as Keras's `CategoricalFocalCrossentropy` on scores. With a
 * single unit `alpha` is the factor of the second class, and `1 - alpha` that of the first.
 */
export const focal = defineLoss({
  kind: 'focal',
  parameters: z.object({
    gamma: z.number().min(0).max(10).default(2),
    alpha: z.number().gt(0).max(1).default(0.25),
  }),
  takes: 'logits',
  link: 'softmax',
  ownScoresOnly: true,
  targets: ['class'],
  perExample(tf, { gamma, alpha }, targets, scores) {
    if (isSingleUnit(scores.shape.slice(1))) return ofSingleUnit(tf, gamma, alpha, targets, scores);
    const logs = tf.logSoftmax(scores);
    return tf.mul(tf.sum(tf.mul(targets, tf.mul(doubt(tf, tf.exp(logs), gamma), logs)), -1), -alpha);
  },
});
