import { z } from 'zod';
import { openSample } from '../augment/affine.ts';
import { border } from '../augment/border.ts';
import { gaussian, smooth } from '../augment/gaussian.ts';
import { type Augment, type AugmentOpening, defineAugmentation } from '../step.ts';

const parameters = z.object({
  /** What the smoothed displacements are multiplied by. */
  alpha: z.number().min(0).max(2000).default(34),
  /** Of the Gaussian that smooths them, in pixels. */
  sigma: z.number().min(0.5).max(32).default(4),
  border: border.default('black'),
});

function openElastic(
  opening: AugmentOpening,
  { alpha, sigma, border }: z.output<typeof parameters>,
): Augment {
  const [height, width, channels] = opening.shape;
  const size = [height, width, 1] as const;
  const weights = gaussian(sigma);
  const down = new Float32Array(height * width);
  const across = new Float32Array(height * width);
  const spare = new Float32Array(height * width);
  const sample = openSample(opening, border);
  return (image, out, offset, draw) => {
    for (const field of [down, across]) {
      for (let at = 0; at < field.length; at++) field[at] = 2 * draw.uniform() - 1;
      smooth(field, spare, size, weights);
    }
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at++)
        sample(image, y + alpha * down[at]!, x + alpha * across[at]!, out, offset + at * channels);
  };
}

/**
 * Bends the image as if it were drawn on rubber: each pixel is read at a place that a smoothed random field moves
 * (Simard, Steinkraus and Platt 2003; alpha 34 and sigma 4 are theirs for handwritten digits).
 */
export const elastic = defineAugmentation({ step: 'elastic', parameters, augment: openElastic });
