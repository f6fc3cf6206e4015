import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** The mean over the output of `(target - prediction)^2`. */
export const meanSquaredError = defineLoss({
  kind: 'meanSquaredError',
  title: 'Mean squared error',
  lesson:
    'The mean of the squared differences between what the network puts out and what it should. The loss for ' +
    'predicting numbers, and for autoencoders, which should give back their input. For classes it was used in the ' +
    'eighties and nineties; cross-entropy learns faster there, because its gradient does not vanish when the ' +
    'output unit saturates.',
  parameters: z.object({}),
  takes: 'outputs',
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, tf.square(tf.sub(outputs, targets))),
});
