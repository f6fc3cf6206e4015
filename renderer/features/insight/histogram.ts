/** How a weight's values are spread. */
export interface Histogram {
  /** Counts in bins of equal width from `min` to `max`. */
  readonly bins: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  /** NaN and infinities, left out of all else. */
  readonly notFinite: number;
}

export function histogram(values: Float32Array, count = 40): Histogram {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let squares = 0;
  let finite = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite++;
    sum += value;
    squares += value * value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const notFinite = values.length - finite;
  const bins = new Array<number>(count).fill(0);
  if (finite === 0) return { bins, min: 0, max: 0, mean: 0, std: 0, notFinite };
  const width = max - min;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = width > 0 ? Math.min(count - 1, Math.floor(((value - min) / width) * count)) : count >> 1;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const mean = sum / finite;
  return { bins, min, max, mean, std: Math.sqrt(Math.max(0, squares / finite - mean * mean)), notFinite };
}
