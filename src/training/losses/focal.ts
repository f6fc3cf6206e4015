import { z } from 'zod';
import { defineLoss } from '../loss.ts';

/** `-alpha * (1 - p)^gamma * log p` of the true class, as Keras's `CategoricalFocalCrossentropy` on scores. */
export const focal = defineLoss({
  kind: 'focal',
  title: 'Focal loss',
  lesson:
    'Cross-entropy that looks away from what is easy: an example that the network already gets right with certainty ' +
    'counts for next to nothing, so that the hard ones lead (Lin et al. 2017). Made for object detection, where easy ' +
    'background outnumbers everything else. With gamma 0 it is cross-entropy times alpha.',
  parameters: z.object({
    gamma: z.number().min(0).max(10).default(2).meta({
      title: 'Gamma',
      description: 'How strongly easy examples are looked away from.',
    }),
    alpha: z.number().gt(0).max(1).default(0.25).meta({
      title: 'Alpha',
      description: 'A factor on the whole, in the paper the weight of the rare class.',
    }),
  }),
  takes: 'logits',
  classesOnly: true,
  perExample(tf, { gamma, alpha }, targets, scores) {
    const logs = tf.logSoftmax(scores);
    // Kept from zero, where a power below 1 has no slope.
    const doubt = tf.pow(tf.maximum(tf.sub(1, tf.exp(logs)), 1e-7), gamma);
    return tf.mul(tf.sum(tf.mul(targets, tf.mul(doubt, logs)), -1), -alpha);
  },
});
