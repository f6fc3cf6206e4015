import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** The mean over the output of `|target - prediction|`. */
export const meanAbsoluteError = defineLoss({
  kind: 'meanAbsoluteError',
  title: 'Mean absolute error',
  lesson:
    'The mean of how far off each value is. Its gradient is the same however large the error, so a few wild examples ' +
    'do not lead the training as they do with the squared error; the best constant answer is the median instead of ' +
    'the mean.',
  parameters: z.object({}),
  takes: 'outputs',
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, tf.abs(tf.sub(outputs, targets))),
});
