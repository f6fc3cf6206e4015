import { z } from 'zod';
import type { Dimensions } from '../fields.ts';

const labels: Readonly<Record<Dimensions, readonly string[]>> = {
  1: ['start', 'end'],
  2: ['top', 'bottom', 'left', 'right'],
  3: ['front', 'back', 'top', 'bottom', 'left', 'right'],
};

/** One whole number for each edge: before and after each spatial dimension, in turn. */
export function edges(dimensions: Dimensions, value: number, max: number) {
  const edge = z.number().int().min(0).max(max);
  const names = labels[dimensions];
  const tuple = z.tuple(names.map(() => edge) as [typeof edge]) as z.ZodType as z.ZodType<number[]>;
  return tuple.default(names.map(() => value)).meta({ labels: names });
}

/** The edges by dimension: `[[top, bottom], [left, right]]`. */
export const pairs = (sides: readonly number[]): [before: number, after: number][] =>
  Array.from({ length: sides.length / 2 }, (_, axis) => [sides[2 * axis]!, sides[2 * axis + 1]!]);

/** One number if all edges are alike, else all. */
export const edgeSummary = (sides: readonly number[]): string =>
  sides.every((side) => side === sides[0]) ? String(sides[0]) : sides.join(' ');
