import { z } from 'zod';
import { type Augment, type AugmentOpening, defineAugmentation } from '../step.ts';

const parameters = z.object({
  /** The side of the square, a share of the shorter side of the image. */
  size: z.number().min(0).max(1).default(0.3),
  fill: z.enum(['black', 'gray', 'white']).default('black'),
});

const shares = { black: 0, gray: 0.5, white: 1 } as const;

function openCutout(
  { shape: [height, width, channels], range: [low, high] }: AugmentOpening,
  { size, fill }: z.output<typeof parameters>,
): Augment {
  const side = Math.round(size * Math.min(height, width));
  const value = low + shares[fill] * (high - low);
  return (image, out, offset, draw) => {
    out.set(image, offset);
    const top = Math.floor(draw.uniform() * height) - (side >> 1);
    const left = Math.floor(draw.uniform() * width) - (side >> 1);
    const from = Math.max(0, left) * channels;
    const to = Math.max(from, Math.min(width, left + side) * channels);
    for (let y = Math.max(0, top); y < Math.min(height, top + side); y++) {
      const row = offset + y * width * channels;
      out.fill(value, row + from, row + to);
    }
  };
}

/** Covers a square whose middle may be any pixel, so that a part of it may lie outside (DeVries and Taylor 2017). */
export const cutout = defineAugmentation({ step: 'cutout', parameters, augment: openCutout });
