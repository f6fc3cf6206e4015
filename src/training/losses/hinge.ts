import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import type { Tensor, TF } from '../tensorflow.ts';
import { meanOverOutput } from './reduce.ts';

/** What each output lacks of its margin: `max(0, 1 - target * output)`, the targets 0 and 1 as -1 and 1. */
export const margins = (tf: TF, targets: Tensor, outputs: Tensor): Tensor =>
  tf.relu(tf.sub(1, tf.mul(tf.sub(tf.mul(targets, 2), 1), outputs)));

/** Keras's hinge: targets 0 and 1 count as -1 and 1; the mean over the output of `max(0, 1 - target * output)`. */
export const hinge = defineLoss({
  kind: 'hinge',
  parameters: z.object({}),
  takes: 'outputs',
  targets: ['class', 'labels'],
  signed: true,
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, margins(tf, targets, outputs)),
});
