import type { Maps } from '../../../src/insight/paint/range.ts';
import type { TensorValue } from '../../../src/protocol/data.ts';

/**
 * A layer's output as maps: `[height, width, channels]` gives one a channel; `[time, channels]` one a channel,
 * a row high; a vector one picture of its values in reading order.
 */
export function outputMaps({ shape, values }: TensorValue): Maps {
  const [first = 1, second = 1, third = 1] = shape;
  if (shape.length === 3) return { height: first, width: second, maps: third, values };
  if (shape.length === 2) return { height: 1, width: first, maps: second, values };
  const height = rowsFor(values.length);
  return { height, width: values.length / Math.max(1, height), maps: 1, values };
}

/** The divisor next to a pleasant shape, wider than high: 120 values are 10 rows of 12. */
function rowsFor(count: number): number {
  if (count <= 16) return 1;
  for (let rows = Math.floor(Math.sqrt(count)); rows > 1; rows--) if (count % rows === 0) return rows;
  return 1;
}

/** A convolution's kernel as pictures; map `input * filters + filter` is what a filter does to one input. */
export interface FilterMaps {
  readonly maps: Maps;
  readonly inputs: number;
  readonly filters: number;
}

/** `[height, width, in, out]` as maps; null for weights that are no pictures. */
export function filterMaps({ shape, values }: TensorValue): FilterMaps | null {
  if (shape.length !== 4) return null;
  const [height = 1, width = 1, inputs = 1, filters = 1] = shape;
  return { maps: { height, width, maps: inputs * filters, values }, inputs, filters };
}

/**
 * A dense layer's kernel `[height * width * channels, units]` as pictures in the shape of the image that was flattened:
 * it is laid out in memory as a convolution's kernel of one place is. Map `channel * filters + unit`.
 */
export const unitMaps = (
  { shape, values }: TensorValue,
  [height, width, channels]: readonly [number, number, number],
): FilterMaps | null =>
  shape.length === 2 && shape[0] === height * width * channels
    ? filterMaps({ shape: [height, width, channels, shape[1]!], values })
    : null;

/** Values drawn at most in one picture of a dense layer's weights. */
export const mostDrawn = 2_000_000;

/** `[in, out]` as one picture; null where it is no matrix or too large to draw. */
export function matrixMap({ shape, values }: TensorValue): Maps | null {
  const [height = 1, width = 1] = shape;
  if (shape.length !== 2 || values.length > mostDrawn) return null;
  return { height, width, maps: 1, values };
}
