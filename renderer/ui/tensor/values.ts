/** A value of a tensor in three figures: `0.125`, `-12.4`, `3.1e-7`; with a true minus. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const figures =
    size >= 1e5 || size < 1e-3
      ? size.toExponential(1)
      : String(Number(size.toPrecision(size >= 100 ? 4 : 3)));
  return value < 0 ? `−${figures}` : figures;
}

/** `28 x 28 x 6`, with the sign of multiplication. */
export const formatShape = (shape: readonly number[]): string => shape.join(' × ');
