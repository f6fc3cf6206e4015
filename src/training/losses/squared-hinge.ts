import { z } from 'zod';
import { defineLoss } from '../loss.ts';
import { margins } from './hinge.ts';
import { meanOverOutput } from './reduce.ts';

/** Keras's squared hinge: the mean over the output of `max(0, 1 - target * output)^2`, targets -1 and 1. */
export const squaredHinge = defineLoss({
  kind: 'squaredHinge',
  title: 'Squared hinge',
  lesson:
    'The hinge loss squared: what is a little short of the margin costs next to nothing, what is far on the wrong side ' +
    'costs a lot. Its gradient has no kink at the margin, and on digits it has done better than cross-entropy now ' +
    'and then (Tang 2013). Give the last layer a linear or tanh activation.',
  parameters: z.object({}),
  takes: 'outputs',
  classesOnly: true,
  signed: true,
  perExample: (tf, _params, targets, outputs) => meanOverOutput(tf, tf.square(margins(tf, targets, outputs))),
});
