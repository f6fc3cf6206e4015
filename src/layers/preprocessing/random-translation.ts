import { z } from 'zod';
import { defineKind } from '../kind.ts';
import { augmentation, drawn, fillMode, share } from './augmentation.ts';
import { warp } from './sampling.ts';

const parameters = z.object({
  heightFactor: share(0.1),
  widthFactor: share(0.1),
  fillMode: fillMode(),
});

/** Moves each image of `[height, width, channels]` by a random distance in training. */
export const randomTranslation = defineKind({
  ...augmentation(parameters, (tf, params, x, call) => {
    const [, height, width] = x.shape as [number, number, number];
    const down = drawn(tf, call, params.heightFactor * height);
    const across = drawn(tf, call, params.widthFactor * width);
    const [one, none] = [tf.onesLike(down), tf.zerosLike(down)];
    const map = { row: [one, none, tf.neg(down)], column: [none, one, tf.neg(across)] } as const;
    return warp(tf, x, map, params.fillMode);
  }),
  kind: 'randomTranslation',
  title: 'RandomTranslation',
  summary: ({ heightFactor, widthFactor }) =>
    `${Math.round(heightFactor * 100)}%, ${Math.round(widthFactor * 100)}%`,
});
