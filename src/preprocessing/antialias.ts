import type { Opening, Write } from './step.ts';

/** Which part of an axis is resized. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

interface Taps {
  /** First source position of each output one. */
  readonly first: Int32Array;
  /** Weights of it and the ones after it. */
  readonly weights: readonly Float64Array[];
}

/** A triangle filter as wide as the reduction: Pillow's `precompute_coeffs` for BILINEAR. */
export function triangles(from: number, to: number, span: Span): Taps {
  const scale = span.length / to;
  const width = Math.max(1, scale);
  const first = new Int32Array(to);
  const weights = Array.from({ length: to }, (_, index) => {
    const center = span.start + (index + 0.5) * scale;
    const low = Math.max(0, Math.trunc(center - width + 0.5));
    const high = Math.min(from, Math.trunc(center + width + 0.5));
    first[index] = low;
    const taps = Float64Array.from({ length: high - low }, (_, tap) =>
      Math.max(0, 1 - Math.abs((low + tap - center + 0.5) / width)),
    );
    const sum = taps.reduce((total, weight) => total + weight, 0);
    return taps.map((weight) => weight / sum);
  });
  return { first, weights };
}

/**
 * Resizes along rows, then along columns.
 * @param inner the size of the result, which begins at `at` of the target
 */
export function openAntialiased(
  { source, target, read }: Opening,
  spans: readonly [rows: Span, columns: Span],
  inner: readonly [height: number, width: number],
  corner: { readonly top: number; readonly left: number },
): Write {
  const [sourceHeight, sourceWidth, stored] = source;
  const [, targetWidth, channels] = target;
  const rows = triangles(sourceHeight, inner[0], spans[0]);
  const columns = triangles(sourceWidth, inner[1], spans[1]);
  const between = new Float32Array(sourceHeight * inner[1] * channels);
  const line = inner[1] * channels;
  return (images, start, out, offset) => {
    for (let y = 0, at = 0; y < sourceHeight; y++) {
      const row = start + y * sourceWidth * stored;
      for (let x = 0; x < inner[1]; x++) {
        const weights = columns.weights[x]!;
        const left = row + columns.first[x]! * stored;
        for (let c = 0; c < channels; c++, at++) {
          let sum = 0;
          for (let tap = 0; tap < weights.length; tap++)
            sum += weights[tap]! * read(images, left + tap * stored, c);
          between[at] = sum;
        }
      }
    }
    for (let y = 0; y < inner[0]; y++) {
      const weights = rows.weights[y]!;
      const top = rows.first[y]! * line;
      const to = offset + ((corner.top + y) * targetWidth + corner.left) * channels;
      for (let at = 0; at < line; at++) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap++) sum += weights[tap]! * between[top + tap * line + at]!;
        out[to + at] = sum;
      }
    }
  };
}
