import type { Image } from '../protocol/data.ts';

interface Span {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * For each output position the inputs it is made of: the mean of the area it covers when shrinking (thin strokes
 * survive), the two neighbors when growing (bilinear, half-pixel centers).
 */
function spans(from: number, to: number): Span[] {
  const step = from / to;
  return Array.from({ length: to }, (_, index) => {
    const shrinks = step > 1;
    const center = (index + 0.5) * step - 0.5;
    const start = shrinks ? index * step : center;
    const first = Math.min(from - 1, Math.max(0, Math.floor(start)));
    if (!shrinks) {
      const share = Math.min(1, Math.max(0, center - first));
      return { first, weights: share > 0 && first + 1 < from ? [1 - share, share] : [1] };
    }
    const end = Math.min(from, start + step);
    const weights = [];
    for (let at = first; at < end - 1e-9; at++) {
      weights.push((Math.min(end, at + 1) - Math.max(start, at)) / (end - start));
    }
    return { first, weights };
  });
}

/** The image at another size, its proportions given up if they differ. */
export function resized(image: Image, height: number, width: number): Image {
  if (image.height === height && image.width === width) return image;
  const { channels } = image;
  const rows = spans(image.height, height);
  const columns = spans(image.width, width);
  const data = new Uint8Array(height * width * channels);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        row.weights.forEach((v, y) => {
          const line = (row.first + y) * image.width;
          column.weights.forEach((u, x) => {
            sum += v * u * image.data[(line + column.first + x) * channels + c]!;
          });
        });
        data[at++] = Math.round(sum);
      }
    }
  }
  return { height, width, channels, data };
}
