import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, fillMode, share } from './augmentation.ts';
import { warp } from './sampling.ts';

const parameters = z.object({
  factor: share(0.1),
  fillMode: fillMode(),
});

/** Turns each image of `[height, width, channels]` about its center by a random angle in training. */
export const randomRotation = defineKind({
  ...augmentation(parameters, (tf, params, x, call) => {
    const angle = drawn(tf, call, params.factor * 2 * Math.PI);
    const [cosine, sine, none] = [tf.cos(angle), tf.sin(angle), tf.zerosLike(angle)];
    return warp(tf, x, { row: [cosine, sine, none], column: [tf.neg(sine), cosine, none] }, params.fillMode);
  }),
  kind: 'randomRotation',
  title: 'RandomRotation',
  summary: ({ factor }) =>
    sentence(message('layers.card-up-to-degrees', { degrees: Math.round(factor * 360) })),
});
