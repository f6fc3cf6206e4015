import type { ReadPixel } from './step.ts';

/**
 * One output channel's share of a pixel. Gray is the mean of R, G and B; a gray pixel is all three of them.
 * @param table what each byte becomes
 */
export function byteReader(stored: number, channels: number, table: Float32Array): ReadPixel {
  if (stored === channels) return (images, pixel, channel) => table[images[pixel + channel]!]!;
  if (stored === 1) return (images, pixel) => table[images[pixel]!]!;
  return (images, pixel) =>
    (table[images[pixel]!]! + table[images[pixel + 1]!]! + table[images[pixel + 2]!]!) / 3;
}

/** The same of numbers that earlier steps made. */
export function floatReader(stored: number, channels: number, value: (value: number) => number): ReadPixel {
  if (stored === channels) return (numbers, pixel, channel) => value(numbers[pixel + channel]!);
  if (stored === 1) return (numbers, pixel) => value(numbers[pixel]!);
  return (numbers, pixel) =>
    (value(numbers[pixel]!) + value(numbers[pixel + 1]!) + value(numbers[pixel + 2]!)) / 3;
}
