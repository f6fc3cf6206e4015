import { z } from 'zod';

/** What is outside of an image: black, its outermost pixels, or its mirror image (`d c b a | a b c d | d c b a`). */
export const borders = ['black', 'edge', 'reflect'] as const;
export type Border = (typeof borders)[number];

export const border = z.enum(borders);

/** Where a place along an axis is read; -1 for nowhere. */
export function positionAt(at: number, length: number, border: Border): number {
  if (at >= 0 && at < length) return at;
  if (border === 'black') return -1;
  if (border === 'edge') return at < 0 ? 0 : length - 1;
  const period = 2 * length;
  const folded = ((at % period) + period) % period;
  return folded < length ? folded : period - 1 - folded;
}
