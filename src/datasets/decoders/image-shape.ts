import type { Dimensions } from '../../preprocessing/example.ts';

/**
 * Height, width and channels of so many pixels in a row: square, gray or, where that does not fit, in color. Null where
 * they are no square.
 */
export function squareOf(pixels: number): Dimensions | null {
  const gray = Math.sqrt(pixels);
  const color = Math.sqrt(pixels / 3);
  if (pixels > 0 && Number.isInteger(gray)) return [gray, gray, 1];
  if (pixels > 0 && Number.isInteger(color)) return [color, color, 3];
  return null;
}
