import type { Language } from '../text/catalogue.ts';
import { language } from '../text/language.ts';
import { shapeIn } from '../text/shapes.ts';

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

const written = new Map<Language, (shape: Shape) => string>();

/** `[28, 28, 6]` as people write it in the current language: `28 × 28 × 6`; `[5408]`: `5,408`. */
export function formatShape(shape: Shape): string {
  const to = language();
  const write = written.get(to) ?? shapeIn(to);
  written.set(to, write);
  return write(shape);
}
