import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** The mean over the output of `|target - prediction|`. */
export const meanAbsoluteError = defineLoss({
  kind: 'meanAbsoluteError',
  parameters: z.object({}),
  takes: 'outputs',
  targets: ['class', 'numbers', 'input'],
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, tf.abs(tf.sub(outputs, targets))),
});
