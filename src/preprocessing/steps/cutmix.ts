import { z } from 'zod';
import { beta } from '../augment/beta.ts';
import { defineMixing } from '../step.ts';

const parameters = z.object({
  /** Of the distribution Beta(alpha, alpha) of the shares: 1 draws all sizes equally often. */
  alpha: z.number().min(0.01).max(10).default(1),
});

export interface Box {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * The box that leaves a share of the image, as far as it lies within it.
 * @param row @param column of its middle
 */
export function cutBox(height: number, width: number, share: number, row: number, column: number): Box {
  const side = Math.sqrt(1 - share);
  const [tall, wide] = [Math.floor(height * side), Math.floor(width * side)];
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return {
    top: within(row - (tall >> 1), height),
    bottom: within(row + (tall >> 1), height),
    left: within(column - (wide >> 1), width),
    right: within(column + (wide >> 1), width),
  };
}

/** Puts a box of another example into an example; targets count by area (Yun et al. 2019). */
export const cutmix = defineMixing({
  step: 'cutmix',
  parameters,
  mix:
    ([height, width, channels], { alpha }) =>
    (own, other, draw) => {
      const share = beta(alpha, draw);
      const row = Math.floor(draw.uniform() * height);
      const column = Math.floor(draw.uniform() * width);
      const { top, bottom, left, right } = cutBox(height, width, share, row, column);
      for (let y = top; y < bottom; y++) {
        const from = (y * width + left) * channels;
        const to = (y * width + right) * channels;
        own.set(other.subarray(from, to), from);
      }
      return 1 - ((bottom - top) * (right - left)) / (height * width);
    },
});
