import { z } from 'zod';
import { text } from '../../text/language.ts';
import { by } from '../../text/shapes.ts';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { interpolation, resize, resizedWindow } from './interpolation.ts';

const parameters = z.object({
  size: field.sizes(2, 2, { max: 64 }),
  interpolation: interpolation('nearest'),
});

/** A larger image: `[height, width, channels]` to `[height * size, width * size, channels]`. */
export const upSampling2d = defineKind({
  kind: 'upSampling2d',
  family: 'reshaping',
  title: 'UpSampling2D',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ size, interpolation: how }) =>
    `${by(size)}${how === 'nearest' ? '' : `, ${text.interpolations[how]}`}`,
  inferShape: ({ size }, [shape]) =>
    refuseRank(shape!, 3) ?? ok([shape![0]! * size[0]!, shape![1]! * size[1]!, shape![2]!]),
  weights: () => [],
  macs: () => 0,
  linear: () => true,
  range: sameRange,
  moves: ({ interpolation: how }) => how === 'nearest',
  window: ({ size, interpolation: how }, [shape]) =>
    resizedWindow(
      shape!,
      size.map((factor, axis) => factor * shape![axis]!),
      how,
    ),
  forward(tf, { size, interpolation: how }, { inputs }) {
    const [, height, width] = inputs[0]!.shape as [number, number, number];
    return resize(tf, inputs[0]!, [height * size[0]!, width * size[1]!], how);
  },
});
