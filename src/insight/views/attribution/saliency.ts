import { z } from 'zod';
import { defineAttribution, gradientOf, perPixel } from './attribution.ts';

/**
 * How the score of a class changes with each pixel: the gradient of the score before the softmax, of the channels the
 * largest magnitude or the sum (Simonyan, Vedaldi, Zisserman 2014).
 */
export const saliency = defineAttribution({
  parameters: z.object({ signed: z.boolean().default(false) }),
  async *explain(tools, x, { class: index }, { signed }) {
    yield perPixel(tools, gradientOf(tools, x, index), signed);
  },
});
