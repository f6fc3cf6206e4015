import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, fillMode, share } from './augmentation.ts';
import { warp } from './sampling.ts';

const parameters = z.object({
  heightFactor: share(0.2, 'Height', 'By which share the height may grow or shrink at most.'),
  widthFactor: share(0.2, 'Width', 'By which share the width may grow or shrink at most.'),
  keepProportions: field.flag(true, {
    title: 'Keep proportions',
    description: 'Zooms height and width alike, by the factor of the height.',
  }),
  fillMode: fillMode(),
});

/** Enlarges or shrinks the content of each image of `[height, width, channels]` at random in training. */
export const randomZoom = defineKind({
  ...augmentation(parameters, (tf, params, x, call) => {
    const down = tf.add(drawn(tf, call, params.heightFactor), 1);
    const across = params.keepProportions ? down : tf.add(drawn(tf, call, params.widthFactor), 1);
    const none = tf.zerosLike(down);
    return warp(tf, x, { row: [down, none, none], column: [none, across, none] }, params.fillMode);
  }),
  kind: 'randomZoom',
  title: 'RandomZoom',
  synonyms: ['zoom', 'augment'],
  keywords: ['scale', 'size', 'augmentation'],
  lesson:
    'Enlarges or shrinks what is on each image by a random factor while training; the size of the image ' +
    'stays. The network learns that a thing is the same thing near and far.',
  summary: ({ heightFactor }) => `up to ${Math.round(heightFactor * 100)} %`,
});
