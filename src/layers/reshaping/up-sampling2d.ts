import { z } from 'zod';
import * as field from '../fields.ts';
import { defineKind, ok } from '../kind.ts';
import { sameRange } from '../range.ts';
import { refuseRank } from '../rank.ts';
import { by } from '../sliding.ts';
import { interpolation, resize, resizedWindow } from './interpolation.ts';

const parameters = z.object({
  size: field.sizes(
    2,
    2,
    { title: 'Factor', description: 'By how much height and width grow.' },
    { max: 64 },
  ),
  interpolation: interpolation('nearest'),
});

/** A larger image: `[height, width, channels]` to `[height * size, width * size, channels]`. */
export const upSampling2d = defineKind({
  kind: 'upSampling2d',
  family: 'reshaping',
  title: 'UpSampling2D',
  synonyms: [
    'upsample',
    'upsampling',
    'up sample',
    'unpool',
    'unpooling',
    'enlarge',
    'interpolate',
    'nearest neighbor',
  ],
  keywords: ['enlarge', 'resize', 'decoder', 'unpooling', 'autoencoder', 'segmentation'],
  lesson:
    'Enlarges the feature maps by repeating or blending pixels, the opposite of pooling. It learns nothing; a ' +
    'convolution after it fills in the detail. Decoders and segmentation networks grow back to the size of the image ' +
    'in this way, without the checkerboard patterns that a transposed convolution can leave.',
  parameters,
  inputs: { min: 1, max: 1 },
  summary: ({ size, interpolation: how }) => `${by(size)}${how === 'nearest' ? '' : `, ${how}`}`,
  inferShape: ({ size }, [shape]) =>
    refuseRank(shape!, 3) ?? ok([shape![0]! * size[0]!, shape![1]! * size[1]!, shape![2]!]),
  weights: () => [],
  macs: () => 0,
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
