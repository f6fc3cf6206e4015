import type { Dimensions } from '../../src/preprocessing/example.ts';
import type { PlainOperation } from '../../src/preprocessing/plain.ts';

interface Picture {
  readonly shape: Dimensions;
  readonly values: readonly number[];
}

const made = (shape: Dimensions, value: (y: number, x: number, c: number) => number): Picture => ({
  shape,
  values: Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, at) =>
    value(Math.floor(at / shape[2] / shape[1]), Math.floor(at / shape[2]) % shape[1], at % shape[2]),
  ),
});

/** Weights of all source positions for one output position: the definition, without a short cut. */
function weightsOf(
  at: number,
  from: number,
  to: number,
  start: number,
  length: number,
  antialias: boolean,
): number[] {
  const scale = length / to;
  const center = start + (at + 0.5) * scale - 0.5;
  const wide = antialias ? Math.max(1, scale) : 1;
  const place = antialias ? center : Math.min(from - 1, Math.max(0, center));
  const weights = Array.from({ length: from }, (_, index) => Math.max(0, 1 - Math.abs(index - place) / wide));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function apply(picture: Picture, operation: PlainOperation): Picture {
  const { shape, values } = picture;
  const [height, width, channels] = shape;
  const read = (y: number, x: number, c: number): number => values[(y * width + x) * channels + c]!;
  switch (operation.op) {
    case 'crop': {
      const { top, left } = operation;
      return made([operation.height, operation.width, channels], (y, x, c) => read(y + top, x + left, c));
    }
    case 'pad': {
      const { top, left, bottom, right, value } = operation;
      return made([height + top + bottom, width + left + right, channels], (y, x, c) =>
        y < top || x < left || y >= top + height || x >= left + width ? value : read(y - top, x - left, c),
      );
    }
    case 'resize': {
      const { antialias } = operation;
      const [top, left, tall, wide] = operation.box ?? [0, 0, height, width];
      return made([operation.height, operation.width, channels], (y, x, c) => {
        const rows = weightsOf(y, height, operation.height, top, tall, antialias);
        const columns = weightsOf(x, width, operation.width, left, wide, antialias);
        return rows.reduce(
          (sum, row, j) => sum + row * columns.reduce((line, column, i) => line + column * read(j, i, c), 0),
          0,
        );
      });
    }
    case 'mean-channel':
      return made([height, width, 1], (y, x) => {
        const pixel = Array.from({ length: channels }, (_, c) => read(y, x, c));
        return pixel.reduce((sum, value) => sum + value, 0) / channels;
      });
    case 'repeat-channel':
      return made([height, width, operation.channels], (y, x) => read(y, x, 0));
    case 'affine': {
      const of = (list: readonly number[], c: number): number => list[list.length === 1 ? 0 : c]!;
      return made(shape, (y, x, c) => of(operation.scale, c) * read(y, x, c) + of(operation.offset, c));
    }
    case 'standardize-image': {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      const divisor = Math.max(Math.sqrt(variance), operation.least);
      return { shape, values: values.map((value) => (value - mean) / divisor) };
    }
  }
}

/** Computes plain operations by their definition, one after the other. @param values `[height, width, channels]` */
export const runPlain = (
  values: readonly number[],
  shape: Dimensions,
  operations: readonly PlainOperation[],
): readonly number[] => operations.reduce(apply, { shape, values: [...values] }).values;
