import { z } from 'zod';
import { identity } from '../augment/matrix.ts';
import { defineAugmentation } from '../step.ts';

const parameters = z.object({
  horizontal: z.boolean().default(true),
  vertical: z.boolean().default(false),
});

/** Mirrors every other image, left to right, upside down, or both: no pixel is changed. */
export const flip = defineAugmentation({
  step: 'flip',
  parameters,
  affine({ horizontal, vertical }, _, draw) {
    const across = draw.uniform() < 0.5 && horizontal;
    const over = draw.uniform() < 0.5 && vertical;
    return { ...identity, xx: across ? -1 : 1, yy: over ? -1 : 1 };
  },
});
