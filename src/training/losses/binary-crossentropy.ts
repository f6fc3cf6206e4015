import { z } from 'zod';
import { share } from '../fields.ts';
import { defineLoss } from '../loss.ts';
import { meanOverOutput } from './reduce.ts';

/** `-(t log p + (1 - t) log(1 - p))` with `p` the sigmoid of the score, the mean over the output. */
export const binaryCrossentropy = defineLoss({
  kind: 'binaryCrossentropy',
  title: 'Binary cross-entropy',
  lesson:
    'Each output is a question of its own, answered with yes or no: the surprise at each right answer, averaged over ' +
    'the outputs. It pairs with a sigmoid. For two classes told apart by a single unit, for classes that may hold at ' +
    'the same time, and for autoencoders whose pixels lie between 0 and 1; for one class out of several, ' +
    'cross-entropy with softmax is the usual choice.',
  parameters: z.object({
    labelSmoothing: share(0, {
      title: 'Label smoothing',
      description: 'How far the targets 0 and 1 are moved towards one half.',
    }),
  }),
  takes: 'logits',
  link: 'sigmoid',
  perExample(tf, { labelSmoothing }, targets, scores) {
    const soft =
      labelSmoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - labelSmoothing), labelSmoothing / 2);
    return meanOverOutput(tf, tf.sub(tf.softplus(scores), tf.mul(scores, soft)));
  },
});
