import { z } from 'zod';
import { border } from '../augment/border.ts';
import { identity } from '../augment/matrix.ts';
import { defineAugmentation } from '../step.ts';

const parameters = z.object({
  /** Degrees, to either side. */
  degrees: z.number().min(0).max(180).default(15),
  border: border.default('black'),
});

/** Turns the image around its middle by an angle drawn evenly from -degrees to degrees. */
export const rotate = defineAugmentation({
  step: 'rotate',
  parameters,
  affine({ degrees }, _, draw) {
    const angle = ((2 * draw.uniform() - 1) * degrees * Math.PI) / 180;
    const sine = Math.sin(angle);
    const cosine = Math.cos(angle);
    return { ...identity, yy: cosine, yx: sine, xy: -sine, xx: cosine };
  },
});
