import { z } from 'zod';
import { text } from '../../text/language.ts';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import type { Tensor } from '../tensorflow.ts';
import { augmentation } from './augmentation.ts';

const parameters = z.object({
  mode: field.choice(['horizontal', 'vertical', 'horizontal_and_vertical'], 'horizontal_and_vertical'),
});

/** Mirrors each image of `[height, width, channels]` at random in training. */
export const randomFlip = defineKind({
  ...augmentation(parameters, (tf, { mode }, x, { random }) => {
    const flip = (image: Tensor, axis: number): Tensor => {
      const chosen = tf.cast(tf.less(random.uniform([image.shape[0]!, 1, 1, 1]), 0.5), 'float32');
      const mirrored = tf.reverse(image, axis);
      return tf.add(image, tf.mul(chosen, tf.sub(mirrored, image)));
    };
    const across = mode === 'vertical' ? x : flip(x, 2);
    return mode === 'horizontal' ? across : flip(across, 1);
  }),
  kind: 'randomFlip',
  title: 'RandomFlip',
  summary: ({ mode }) => text.kinds.randomFlip.parameters?.['mode']?.options?.[mode] ?? mode,
});
