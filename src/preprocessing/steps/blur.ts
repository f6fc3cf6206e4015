import { z } from 'zod';
import { gaussian, smooth } from '../augment/gaussian.ts';
import { type Augment, type AugmentOpening, defineAugmentation } from '../step.ts';

const parameters = z.object({
  /** The largest standard deviation of the Gaussian, in pixels. */
  sigma: z.number().min(0).max(16).default(1),
});

function openBlur({ shape }: AugmentOpening, { sigma }: z.output<typeof parameters>): Augment {
  const size = shape[0] * shape[1] * shape[2];
  const blurred = new Float32Array(size);
  const spare = new Float32Array(size);
  return (image, out, offset, draw) => {
    const own = draw.uniform() * sigma;
    const weights = own === 0 ? null : gaussian(own);
    if (!weights || weights.length === 1) {
      out.set(image, offset);
      return;
    }
    blurred.set(image);
    smooth(blurred, spare, shape, weights);
    out.set(blurred, offset);
  };
}

/** Smooths the image with a Gaussian whose standard deviation is drawn evenly from 0 to sigma; mirrored at the edges. */
export const blur = defineAugmentation({ step: 'blur', parameters, augment: openBlur });
