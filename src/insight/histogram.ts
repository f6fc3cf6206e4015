import type { TensorValue } from '../protocol/evaluation.ts';
import type { FigureOf } from './figure.ts';

/** How a weight's values are spread, over bins of equal width; NaN and infinities are counted apart. */
export function histogramOf(of: string, { shape, values }: TensorValue, count = 40): FigureOf<'histogram'> {
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
  const facts = { figure: 'histogram', of, shape, bins, notFinite } as const;
  if (finite === 0) return { ...facts, min: 0, max: 0, mean: 0, std: 0 };
  const width = max - min;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    const bin = width > 0 ? Math.min(count - 1, Math.floor(((value - min) / width) * count)) : count >> 1;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const mean = sum / finite;
  return { ...facts, min, max, mean, std: Math.sqrt(Math.max(0, squares / finite - mean * mean)) };
}
