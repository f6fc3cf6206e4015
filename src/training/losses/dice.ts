import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import type { Tensor } from '../tensorflow.ts';

/** Keras's epsilon: of nothing that is nothing, the loss is 0. */
const epsilon = 1e-7;

/**
 * One minus the Dice coefficient of each example, `2 * sum(t * p) / (sum(t) + sum(p))` over its pixels and classes:
 * Keras's `Dice(axis=(1, 2, 3))` (Milletari, Navab, Ahmadi 2016).
 */
export const dice = defineLoss({
  kind: 'dice',
  parameters: z.object({}),
  takes: 'outputs',
  targets: ['mask'],
  perExample(tf, _params, targets, outputs) {
    const total = (values: Tensor): Tensor => tf.sum(tf.reshape(values, [values.shape[0]!, -1]), 1);
    const shared = tf.add(tf.mul(total(tf.mul(targets, outputs)), 2), epsilon);
    return tf.sub(1, tf.div(shared, tf.add(tf.add(total(targets), total(outputs)), epsilon)));
  },
});
