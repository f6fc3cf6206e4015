import { z } from 'zod';
import { affine } from '../plain.ts';
import { defineStep } from '../step.ts';

/** Exchanges black and white, in whatever range the values are: 255 - value of bytes, 1 - value of 0 to 1. */
export const invert = defineStep({
  step: 'invert',
  group: 'values',
  parameters: z.object({}),
  infer: (example) => example,
  value:
    (_, [low, high]) =>
    (value) =>
      low + high - value,
  plain: (_, { range: [low, high] }) => [affine(-1, low + high)],
});
