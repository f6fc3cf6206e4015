import { z } from 'zod';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, fillMode, share } from './augmentation.ts';
import { warp } from './sampling.ts';

const parameters = z.object({
  factor: share(
    0.1,
    'Largest turn',
    'As a share of a full turn, in either direction: 0.1 is up to 36 degrees.',
  ),
  fillMode: fillMode(),
});

/** Turns each image of `[height, width, channels]` about its centre by a random angle in training. */
export const randomRotation = defineKind({
  ...augmentation(parameters, (tf, params, x, call) => {
    const angle = drawn(tf, call, params.factor * 2 * Math.PI);
    const [cosine, sine, none] = [tf.cos(angle), tf.sin(angle), tf.zerosLike(angle)];
    return warp(tf, x, { row: [cosine, sine, none], column: [tf.neg(sine), cosine, none] }, params.fillMode);
  }),
  kind: 'randomRotation',
  title: 'RandomRotation',
  synonyms: ['rotate', 'rotation', 'augment'],
  keywords: ['rotate', 'turn', 'augmentation', 'angle'],
  lesson:
    'Turns each image by a random angle while training, so that the network does not depend on things ' +
    'standing straight. For digits a few degrees help and more hurt: a 6 turned around is a 9.',
  summary: ({ factor }) => `up to ${Math.round(factor * 360)} degrees`,
});
