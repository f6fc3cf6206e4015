import type { TensorValue } from '../protocol/evaluation.ts';
import type { FigureOf } from './figure.ts';

type MapsFigure = FigureOf<'maps'>;

/** The divisor next to a pleasant shape, wider than high: 120 values are 10 rows of 12. */
function rowsFor(count: number): number {
  if (count <= 16) return 1;
  for (let rows = Math.floor(Math.sqrt(count)); rows > 1; rows--) if (count % rows === 0) return rows;
  return 1;
}

/**
 * How a tensor is laid out as pictures: `[height, width, channels]` gives one a channel; `[time, channels]` one a
 * channel, a row high; a vector one picture of its values in reading order.
 */
export function layoutOf(
  shape: readonly number[],
  size: number,
): readonly [height: number, width: number, maps: number] {
  const [first = 1, second = 1, third = 1] = shape;
  if (shape.length === 3) return [first, second, third];
  if (shape.length === 2) return [1, first, second];
  const height = rowsFor(size);
  return [height, size / Math.max(1, height), 1];
}

/** A layer's output, a map a channel. */
export function outputMaps({ shape, values }: TensorValue): MapsFigure {
  const [height, width, columns] = layoutOf(shape, values.length);
  return { figure: 'maps', of: 'outputs', shape, height, width, rows: 1, columns, values };
}

/** A convolution's kernel `[height, width, in, out]`: map `input * filters + filter` is what a filter does to one input. */
export function filterMaps({ shape, values }: TensorValue): MapsFigure {
  const [height = 1, width = 1, rows = 1, columns = 1] = shape;
  return { figure: 'maps', of: 'filters', shape, height, width, rows, columns, values };
}

/**
 * A dense layer's kernel `[height * width * channels, units]` as pictures in the shape of the image that was flattened:
 * it is laid out in memory as a convolution's kernel of one place is. Map `channel * units + unit`.
 */
export const unitMaps = (
  { shape, values }: TensorValue,
  [height, width, channels]: readonly [number, number, number],
): MapsFigure | null =>
  shape.length === 2 && shape[0] === height * width * channels
    ? { figure: 'maps', of: 'units', shape, height, width, rows: channels, columns: shape[1]!, values }
    : null;

/** A matrix `[in, out]` of weights as one picture. */
export function matrixMap({ shape, values }: TensorValue): MapsFigure {
  const [height = 1, width = 1] = shape;
  return { figure: 'maps', of: 'matrix', shape, height, width, rows: 1, columns: 1, values };
}
