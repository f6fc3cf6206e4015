import { z } from 'zod';
import { type Augment, type AugmentOpening, defineAugmentation } from '../step.ts';

const parameters = z.object({
  kind: z.enum(['gaussian', 'saltPepper']).default('gaussian'),
  /** Gaussian: standard deviation, a share of the range of the values. Salt and pepper: the share of pixels. */
  amount: z.number().min(0).max(1).default(0.05),
});

function openGaussian({ range: [low, high] }: AugmentOpening, amount: number): Augment {
  const deviation = amount * (high - low);
  return (image, out, offset, draw) => {
    for (let at = 0; at < image.length; at++) {
      const value = image[at]! + deviation * draw.normal();
      out[offset + at] = value < low ? low : value > high ? high : value;
    }
  };
}

function openSaltPepper(
  { shape: [, , channels], range: [low, high] }: AugmentOpening,
  amount: number,
): Augment {
  return (image, out, offset, draw) => {
    out.set(image, offset);
    for (let at = 0; at < image.length; at += channels) {
      const chance = draw.uniform();
      if (chance < amount) out.fill(chance < amount / 2 ? low : high, offset + at, offset + at + channels);
    }
  };
}

/** Adds noise: a normal number to every value, clipped to the range; or black and white pixels here and there. */
export const noise = defineAugmentation({
  step: 'noise',
  parameters,
  augment: (opening, { kind, amount }) =>
    (kind === 'gaussian' ? openGaussian : openSaltPepper)(opening, amount),
});
