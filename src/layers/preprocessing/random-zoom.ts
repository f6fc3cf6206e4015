import { z } from 'zod';
import { message, sentence } from '../../text/message.ts';
import * as field from '../fields.ts';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, fillMode, share } from './augmentation.ts';
import { warp } from './sampling.ts';

const parameters = z.object({
  heightFactor: share(0.2),
  widthFactor: share(0.2),
  keepProportions: field.flag(true),
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
  summary: ({ heightFactor }) =>
    sentence(message('layers.card-up-to-percent', { percent: Math.round(heightFactor * 100) })),
});
