import { z } from 'zod';
import { rangeOfAll } from '../../paint/range.ts';
import { createRandom } from '../../random.ts';
import { defineAttribution, gradientOf, perPixel } from './attribution.ts';

/** Noisy copies whose gradients are taken at once. */
const portion = 10;

/**
 * The mean of the gradients at noisy copies of the image, which takes out what changes from pixel to pixel (Smilkov et
 * al. 2017). The noise's standard deviation is a share of the span of the image's values.
 */
export const smoothGrad = defineAttribution({
  parameters: z.object({
    samples: z.int().min(1).max(500).default(50),
    noise: z.number().min(0).max(1).default(0.15),
    signed: z.boolean().default(false),
  }),
  async *explain(tools, x, { class: index }, { samples, noise, signed }) {
    const { tf, yieldToTraining } = tools;
    const random = createRandom(1);
    const values = new Float32Array(x.dataSync());
    const { min, max } = rangeOfAll({ height: 1, width: 1, maps: 1, values });
    const sum = new Float32Array(x.size);
    for (let done = 0; done < samples; ) {
      const count = Math.min(portion, samples - done);
      const noisy = Float32Array.from(
        { length: count * x.size },
        (_, at) => values[at % x.size]! + random.normal() * noise * (max - min),
      );
      tf.tidy(() => {
        const batch = tf.tensor(noisy, [count, ...x.shape.slice(1)]);
        const slopes = tf.sum(gradientOf(tools, batch, index), 0).dataSync();
        for (let at = 0; at < sum.length; at++) sum[at]! += slopes[at]!;
      });
      done += count;
      yield perPixel(
        tools,
        tf.tensor(
          sum.map((value) => value / done),
          x.shape,
        ),
        signed,
      );
      await yieldToTraining();
    }
  },
});
