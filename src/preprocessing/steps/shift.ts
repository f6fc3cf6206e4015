import { z } from 'zod';
import { border } from '../augment/border.ts';
import { identity } from '../augment/matrix.ts';
import { defineAugmentation } from '../step.ts';

const share = z.number().min(0).max(1).default(0.1);
const parameters = z.object({
  /** Shares of the height and of the width, to either side. */
  vertical: share,
  horizontal: share,
  /** Whole pixels: nothing is mixed. */
  whole: z.boolean().default(true),
  border: border.default('black'),
});

/** Moves the image up or down and left or right by shares of its size, drawn evenly. */
export const shift = defineAugmentation({
  step: 'shift',
  parameters,
  affine({ vertical, horizontal, whole }, [height, width], draw) {
    const y = (2 * draw.uniform() - 1) * vertical * height;
    const x = (2 * draw.uniform() - 1) * horizontal * width;
    return { ...identity, y0: -(whole ? Math.round(y) : y), x0: -(whole ? Math.round(x) : x) };
  },
});
