import { z } from 'zod';
import { border } from '../augment/border.ts';
import { identity } from '../augment/matrix.ts';
import { defineAugmentation } from '../step.ts';

const parameters = z.object({
  /** 0.2: from 0.8 to 1.2 times the size. */
  amount: z.number().min(0).max(0.9).default(0.15),
  /** One factor for both axes. */
  uniform: z.boolean().default(true),
  border: border.default('black'),
});

/** Makes the image larger or smaller around its middle by a factor drawn evenly from 1 - amount to 1 + amount. */
export const zoom = defineAugmentation({
  step: 'zoom',
  parameters,
  affine({ amount, uniform }, _, draw) {
    const down = 1 + (2 * draw.uniform() - 1) * amount;
    const other = 1 + (2 * draw.uniform() - 1) * amount;
    return { ...identity, yy: 1 / down, xx: 1 / (uniform ? down : other) };
  },
});
