import { z } from 'zod';
import { defineAttribution, frameOf, scoresOf } from './attribution.ts';

/** Covered images that are computed at once. */
const portion = 32;

/** Where a patch may lie along one side: in steps, the last at the end. */
export function placesAlong(side: number, patch: number, step: number): readonly number[] {
  const places = Array.from({ length: Math.floor((side - patch) / step) + 1 }, (_, at) => at * step);
  return places.at(-1)! + patch < side ? [...places, side - patch] : places;
}

/**
 * How much the score falls where a patch covers the image, at each pixel the mean of the patches over it (Zeiler, Fergus
 * 2014). The patch has the image's mean value, is a share of its shorter side, and moves by half of itself.
 */
export const occlusion = defineAttribution({
  parameters: z.object({
    patch: z.number().min(0.03).max(0.9).default(0.2),
    cover: z.enum(['mean', 'zero']).default('mean'),
  }),
  async *explain(tools, x, { class: index }, { patch, cover }) {
    const { tf, yieldToTraining } = tools;
    const [height, width, channels] = frameOf(x);
    const values = new Float32Array(x.dataSync());
    const covered = cover === 'zero' ? 0 : values.reduce((sum, value) => sum + value, 0) / x.size;
    const side = Math.max(1, Math.round(patch * Math.min(...[height, width].filter((each) => each > 1))));
    const [down, across] = [Math.min(side, height), Math.min(side, width)];
    const step = Math.max(1, Math.floor(side / 2));
    const places = placesAlong(height, down, step).flatMap((top) =>
      placesAlong(width, across, step).map((left) => [top, left] as const),
    );
    const [whole] = scoresOf(tools, x, index) as unknown as readonly [number];
    const sums = new Float32Array(height * width);
    const counts = new Float32Array(height * width);
    const pixelsUnder = (top: number, left: number): readonly number[] =>
      Array.from(
        { length: down * across },
        (_, at) => (top + Math.floor(at / across)) * width + left + (at % across),
      );
    for (let done = 0; done < places.length; done += portion) {
      const own = places.slice(done, done + portion);
      const batch = new Float32Array(own.length * x.size);
      own.forEach(([top, left], at) => {
        batch.set(values, at * x.size);
        for (const pixel of pixelsUnder(top, left))
          batch.fill(covered, at * x.size + pixel * channels, at * x.size + (pixel + 1) * channels);
      });
      const input = tf.tensor(batch, [own.length, ...x.shape.slice(1)]);
      const left = scoresOf(tools, input, index);
      input.dispose();
      own.forEach(([top, leftmost], at) => {
        for (const pixel of pixelsUnder(top, leftmost)) {
          sums[pixel]! += whole - left[at]!;
          counts[pixel]!++;
        }
      });
      yield { heat: sums.map((sum, at) => sum / Math.max(1, counts[at]!)), quantity: 'signed' };
      await yieldToTraining();
    }
  },
});
