import { groupDigits } from '../text/en/words.ts';

/**
 * A tensor's shape without the batch dimension: `[height, width, channels]` for images, `[time, features]`
 * for sequences, `[units]` for vectors.
 */
export type Shape = readonly number[];

/** How many numbers a tensor of this shape holds (for one example). */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dimension, index) => dimension === b[index]);
}

/** `[28, 28, 6]` as people write it: `28 × 28 × 6`; `[5408]`: `5,408`. */
export function formatShape(shape: Shape): string {
  return shape.length === 0 ? 'scalar' : shape.map(groupDigits).join(' × ');
}
