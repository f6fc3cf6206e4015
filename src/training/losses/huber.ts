import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** Half the squared error up to `delta`, then a straight line (Huber 1964), meant over the output. */
export const huber = defineLoss({
  kind: 'huber',
  parameters: z.object({
    delta: z.number().gt(0).max(1e6).default(1),
  }),
  takes: 'outputs',
  targets: ['class', 'numbers', 'input'],
  perExample(tf, { delta }, targets, outputs) {
    const error = tf.abs(tf.sub(outputs, targets));
    const near = tf.minimum(error, delta);
    const far = tf.sub(error, near);
    return meanOverOutput(tf, tf.add(tf.mul(tf.square(near), 0.5), tf.mul(far, delta)));
  },
});
