import { z } from 'zod';
import { defineLoss } from '../loss.ts';

/** Keras's categorical hinge: `max(0, 1 + largest output of a wrong class - output of the true class)`. */
export const categoricalHinge = defineLoss({
  kind: 'categoricalHinge',
  parameters: z.object({}),
  takes: 'outputs',
  targets: ['class'],
  comparesUnits: true,
  perExample(tf, _params, targets, outputs) {
    const own = tf.sum(tf.mul(targets, outputs), -1);
    const best = tf.max(tf.mul(tf.sub(1, targets), outputs), -1);
    return tf.relu(tf.add(tf.sub(best, own), 1));
  },
});
