/** The span of values that a color map covers. */
export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** How maps become colors: each over its own span, or all over one, so that they can be compared. */
export type Normalization = 'shared' | 'per-map';

/** A layer's output or weights as equal pictures: `[height, width, maps]`, channels last. */
export interface Maps {
  readonly height: number;
  readonly width: number;
  readonly maps: number;
  readonly values: Float32Array | Uint8Array;
  /** The span of colors of all of them, where it is not that of their values. */
  readonly range?: ValueRange | undefined;
}

/** The span of colors of all maps. NaN and infinities are left out; `{0, 0}` when nothing finite is there. */
export function rangeOfAll(maps: Maps): ValueRange {
  return maps.range ?? span(maps.values, 0, 1);
}

export function rangeOfMap(maps: Maps, map: number): ValueRange {
  return span(maps.values, map, maps.maps);
}

function span(values: Float32Array | Uint8Array, first: number, step: number): ValueRange {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = first; at < values.length; at += step) {
    const value = values[at]!;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

/** Widens a span to lie evenly around zero, so that a diverging map shows zero in its middle. */
export function aroundZero({ min, max }: ValueRange): ValueRange {
  const reach = Math.max(Math.abs(min), Math.abs(max));
  return { min: -reach, max: reach };
}

/** Where a value lies in a span, 0 to 1, cut off at the ends; the middle of a span without width. */
export function position(value: number, { min, max }: ValueRange): number {
  if (max <= min) return 0.5;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}
