import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** The mean over the output of `(target - prediction)^2`. */
export const meanSquaredError = defineLoss({
  kind: 'meanSquaredError',
  parameters: z.object({}),
  takes: 'outputs',
  targets: ['class', 'numbers', 'input'],
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, tf.square(tf.sub(outputs, targets))),
});
