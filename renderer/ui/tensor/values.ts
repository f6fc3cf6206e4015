import { formatExponential, formatFigures, localSeparator } from '../numbers.ts';

/** A value of a tensor in three figures: `0.125`, `-12.4`, `3.1e-7`; with a true minus. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const figures =
    size >= 1e5 || size < 1e-3 ? formatExponential(size, 1) : formatFigures(size, size >= 100 ? 4 : 3);
  return value < 0 ? `−${figures}` : figures;
}

/** A loss in three figures, none left out, so that a running one does not change its width: `0.200`, `2.30`. */
export function formatLoss(value: number): string {
  const size = Math.abs(value);
  return Number.isFinite(value) && size >= 1e-3 && size < 1e3
    ? localSeparator(value.toPrecision(3))
    : formatValue(value);
}
