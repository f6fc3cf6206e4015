import { z } from 'zod';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, share } from './augmentation.ts';

const parameters = z.object({
  factor: share(
    0.2,
    'Strength',
    'The contrast is multiplied by a number between 1 minus this and 1 plus this.',
  ),
});

/** Raises or lowers the contrast of each image of `[height, width, channels]` at random in training. */
export const randomContrast = defineKind({
  ...augmentation(parameters, (tf, { factor }, x, call) => {
    const strength = tf.expandDims(tf.add(drawn(tf, call, factor), 1), 3);
    const mean = tf.mean(x, [1, 2], true);
    return tf.add(mean, tf.mul(tf.sub(x, mean), strength));
  }),
  kind: 'randomContrast',
  title: 'RandomContrast',
  synonyms: ['contrast', 'augment', 'color jitter'],
  keywords: ['light', 'exposure', 'augmentation', 'colour'],
  lesson:
    'Moves the values of each channel away from their mean or towards it, by a random factor for each ' +
    'image while training. Photographs are taken in all kinds of light; the network learns not to care.',
  summary: ({ factor }) => `up to ${Math.round(factor * 100)} %`,
});
