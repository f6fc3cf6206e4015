import type { Augment, AugmentOpening } from '../step.ts';
import type { Border } from './border.ts';
import { positionAt } from './border.ts';
import { isIdentity, type Matrix } from './matrix.ts';

/** Reads an image between its pixels: bilinear, outside as the border says. */
export type Sample = (image: Float32Array, y: number, x: number, out: Float32Array, at: number) => void;

export function openSample(
  { shape: [height, width, channels], range }: AugmentOpening,
  border: Border,
): Sample {
  const empty = range[0];
  return (image, y, x, out, at) => {
    const top = Math.floor(y);
    const left = Math.floor(x);
    const v = y - top;
    const u = x - left;
    const y0 = positionAt(top, height, border);
    const y1 = v === 0 ? y0 : positionAt(top + 1, height, border);
    const x0 = positionAt(left, width, border);
    const x1 = u === 0 ? x0 : positionAt(left + 1, width, border);
    const upper = y0 * width;
    const lower = y1 * width;
    for (let c = 0; c < channels; c++) {
      const a = y0 < 0 || x0 < 0 ? empty : image[(upper + x0) * channels + c]!;
      const b = y0 < 0 || x1 < 0 ? empty : image[(upper + x1) * channels + c]!;
      const e = y1 < 0 || x0 < 0 ? empty : image[(lower + x0) * channels + c]!;
      const f = y1 < 0 || x1 < 0 ? empty : image[(lower + x1) * channels + c]!;
      const above = a + (b - a) * u;
      out[at + c] = above + (e + (f - e) * u - above) * v;
    }
  };
}

/** Moves pixels as a matrix says that is drawn for each example. */
export function openAffine(
  opening: AugmentOpening,
  border: Border,
  draw: (draw: Parameters<Augment>[3]) => Matrix,
): Augment {
  const [height, width, channels] = opening.shape;
  const sample = openSample(opening, border);
  const middleY = (height - 1) / 2;
  const middleX = (width - 1) / 2;
  return (image, out, offset, random) => {
    const matrix = draw(random);
    if (isIdentity(matrix)) {
      out.set(image, offset);
      return;
    }
    const { yy, yx, y0, xy, xx, x0 } = matrix;
    let at = offset;
    for (let row = 0; row < height; row++) {
      const y = row - middleY;
      const fromY = yy * y + y0 + middleY;
      const fromX = xy * y + x0 + middleX;
      for (let column = 0; column < width; column++, at += channels) {
        const x = column - middleX;
        sample(image, fromY + yx * x, fromX + xx * x, out, at);
      }
    }
  };
}
