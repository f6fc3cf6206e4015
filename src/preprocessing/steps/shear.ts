import { z } from 'zod';
import { border } from '../augment/border.ts';
import { identity } from '../augment/matrix.ts';
import { defineAugmentation } from '../step.ts';

const parameters = z.object({
  /** Degrees, to either side. */
  degrees: z.number().min(0).max(60).default(10),
  border: border.default('black'),
});

/** Slants the image: rows move sideways by tan(angle) times their distance from the middle. */
export const shear = defineAugmentation({
  step: 'shear',
  parameters,
  affine: ({ degrees }, _, draw) => ({
    ...identity,
    xy: Math.tan(((2 * draw.uniform() - 1) * degrees * Math.PI) / 180),
  }),
});
