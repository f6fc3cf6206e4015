import { z } from 'zod';
import { defineLoss } from '../loss.ts';

/** `-sum(target * log softmax(scores))`, computed from the scores: stable however large they are. */
export const categoricalCrossentropy = defineLoss({
  kind: 'categoricalCrossentropy',
  title: 'Cross-entropy',
  lesson:
    'The surprise at the right answer: minus the logarithm of the probability that the network gave to the true ' +
    'class. Certain and right costs nothing, certain and wrong costs a lot. It is the loss for choosing one of ' +
    'several classes, and pairs with softmax: together their gradient is simply prediction minus truth. Label ' +
    'smoothing (Szegedy et al. 2016) keeps the network from being ever more certain.',
  parameters: z.object({
    labelSmoothing: z.number().min(0).lt(1).default(0).meta({
      title: 'Label smoothing',
      description: 'The share of the truth that is spread evenly over all classes.',
    }),
  }),
  takes: 'logits',
  link: 'softmax',
  classesOnly: true,
  comparesUnits: true,
  perExample(tf, { labelSmoothing }, targets, scores) {
    const classes = targets.shape.at(-1)!;
    const soft =
      labelSmoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - labelSmoothing), labelSmoothing / classes);
    return tf.neg(tf.sum(tf.mul(soft, tf.logSoftmax(scores)), -1));
  },
});
