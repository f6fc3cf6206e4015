import { type Span, triangles } from './antialias.ts';
import { taps } from './steps/resize.ts';

/** What resizing an axis multiplies with, `[to, from]`. @param antialias a triangle filter, else two neighbors */
function resizeMatrix(from: number, to: number, span: Span, antialias: boolean): Float32Array {
  const matrix = new Float32Array(to * from);
  if (antialias) {
    const { first, weights } = triangles(from, to, span);
    for (const [row, own] of weights.entries()) matrix.set(own, row * from + first[row]!);
    return matrix;
  }
  const { low, high, share } = taps(from, to, span);
  for (let row = 0; row < to; row++) {
    matrix[row * from + low[row]!]! += 1 - share[row]!;
    matrix[row * from + high[row]!]! += share[row]!;
  }
  return matrix;
}

/** Both matrices of an operation `resize`, for an image of this height and width. */
export function resizeMatrices(
  [height, width]: readonly number[],
  to: {
    readonly height: number;
    readonly width: number;
    readonly antialias: boolean;
    readonly box: readonly [number, number, number, number] | null;
  },
): { readonly rows: Float32Array; readonly columns: Float32Array } {
  const [top, left, tall, wide] = to.box ?? [0, 0, height!, width!];
  return {
    rows: resizeMatrix(height!, to.height, { start: top, length: tall }, to.antialias),
    columns: resizeMatrix(width!, to.width, { start: left, length: wide }, to.antialias),
  };
}
