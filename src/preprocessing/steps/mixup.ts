import { z } from 'zod';
import { beta } from '../augment/beta.ts';
import { defineMixing } from '../step.ts';

const parameters = z.object({
  /** Of the distribution Beta(alpha, alpha) of the shares: small values mix little. */
  alpha: z.number().min(0.01).max(10).default(0.2),
});

/** Blends another example into one, in place. @param share of its own */
export function blend(own: Float32Array, other: Float32Array, share: number): void {
  for (let at = 0; at < own.length; at++) own[at] = share * own[at]! + (1 - share) * other[at]!;
}

/** Blends two examples and their targets by one share (Zhang, Cisse, Dauphin and Lopez-Paz 2018). */
export const mixup = defineMixing({
  step: 'mixup',
  parameters,
  mix:
    (_shape, { alpha }) =>
    (own, other, draw) => {
      const share = Math.fround(beta(alpha, draw));
      blend(own, other, share);
      return share;
    },
});
