import { z } from 'zod';
import { affine } from '../plain.ts';
import { defineStep } from '../step.ts';

export const rescaleRanges = ['zero-one', 'minus-one-one', 'lecun'] as const;
export type RescaleRange = (typeof rescaleRanges)[number];

/** What each byte becomes. `lecun`: background (0) -0.1, full ink (255) 1.175, as in LeCun et al. 1998. */
const functions: Readonly<Record<RescaleRange, (value: number) => number>> = {
  'zero-one': (value) => value / 255,
  'minus-one-one': (value) => value / 127.5 - 1,
  lecun: (value) => -0.1 + (value / 255) * 1.275,
};

/** The same as `scale * value + offset`. */
const lines: Readonly<Record<RescaleRange, readonly [scale: number, offset: number]>> = {
  'zero-one': [1 / 255, 0],
  'minus-one-one': [1 / 127.5, -1],
  lecun: [1.275 / 255, -0.1],
};

/** Brings pixel values, 0 to 255 as stored, into a range that training likes. */
export const rescale = defineStep({
  step: 'rescale',
  group: 'values',
  parameters: z.object({ range: z.enum(rescaleRanges).default('zero-one') }),
  infer: (example) => ({ ...example, dtype: 'float32' }),
  value: ({ range }) => functions[range],
  plain: ({ range }) => [affine(...lines[range])],
});
