import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, share } from './augmentation.ts';

const parameters = z.object({
  factor: share(0.2),
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
  summary: ({ factor }) =>
    sentence(message('layers.card-up-to-percent', { percent: Math.round(factor * 100) })),
});
