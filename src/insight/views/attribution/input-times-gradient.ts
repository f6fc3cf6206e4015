import { z } from 'zod';
import { defineAttribution, gradientOf, perPixel } from './attribution.ts';

/** What each pixel adds to the score, to the first order: its value times the gradient (Shrikumar et al. 2016). */
export const inputTimesGradient = defineAttribution({
  parameters: z.object({}),
  async *explain(tools, x, { class: index }) {
    const { tf } = tools;
    const product = tf.tidy(() => tf.mul(x, gradientOf(tools, x, index)));
    yield perPixel(tools, product, true);
  },
});
