import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { margins } from './hinge.ts';
import { meanOverOutput } from './reduce.ts';

/** Keras's squared hinge: the mean over the output of `max(0, 1 - target * output)^2`, targets -1 and 1. */
export const squaredHinge = defineLoss({
  kind: 'squaredHinge',
  parameters: z.object({}),
  takes: 'outputs',
  targets: ['class', 'labels'],
  signed: true,
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, tf.square(margins(tf, targets, outputs))),
});
