import type { TF } from '../../../layers/tensorflow.ts';
import {
  type ConvAttributes,
  type Geometry,
  geometry,
  inflate,
  padInput,
  type Tensor4D,
  windowElement,
} from './geometry.ts';
import { depthwiseInputGradient } from './wasm-gradients.ts';

/** What pooling receives; its window is a filter without weights. */
export interface PoolAttributes extends ConvAttributes {
  readonly filterSize: number | readonly [number, number];
}

function filterShape({ filterSize }: PoolAttributes, channels: number): [number, number, number, number] {
  const [height, width] =
    typeof filterSize === 'number' ? [filterSize, filterSize] : (filterSize as readonly [number, number]);
  return [height, width, channels, 1];
}

/** Along one side: how many elements of each window lie inside the input. */
function inside(windows: number, size: number, window: number, stride: number, pad: number): number[] {
  return Array.from({ length: windows }, (_, index) => {
    const start = index * stride - pad;
    return Math.min(size, start + window) - Math.max(0, start);
  });
}

/** Each window's gradient, shared out evenly over those of its elements that lie inside the input. */
export function averagePoolGradient(
  tf: TF,
  dy: Tensor4D,
  input: Tensor4D,
  attributes: PoolAttributes,
): Tensor4D {
  const [, height, width, channels] = input.shape;
  const [, rows, columns] = dy.shape;
  const shape = filterShape(attributes, channels);
  const g = geometry(tf, input.shape, shape, attributes, true);
  const down = tf.tensor(inside(rows, height, g.kernel[0], g.stride[0], g.padTop), [1, rows, 1, 1]);
  const across = tf.tensor(inside(columns, width, g.kernel[1], g.stride[1], g.padLeft), [1, 1, columns, 1]);
  const share = tf.div<Tensor4D>(dy, tf.mul(down, across));
  return depthwiseInputGradient(tf, share, tf.ones(shape), input.shape, attributes);
}

/** Puts values back where one element of every window lies: zeros elsewhere, the size of the padded input. */
function place(tf: TF, values: Tensor4D, g: Geometry, [row, column]: readonly [number, number]): Tensor4D {
  const [batch, rows, columns, channels] = values.shape;
  const spread = tf.slice(
    inflate(tf, values, g.stride),
    [0, 0, 0, 0],
    [batch, (rows - 1) * g.stride[0] + 1, (columns - 1) * g.stride[1] + 1, channels],
  );
  return tf.pad(spread, [
    [0, 0],
    [row, g.height - row - spread.shape[1]],
    [column, g.width - column - spread.shape[2]],
    [0, 0],
  ]);
}

/** Each window's gradient to the first of its elements that is the largest, as TensorFlow does. */
export function maxPoolGradient(
  tf: TF,
  dy: Tensor4D,
  input: Tensor4D,
  output: Tensor4D,
  attributes: PoolAttributes,
): Tensor4D {
  const [batch, height, width, channels] = input.shape;
  const [, rows, columns] = dy.shape;
  const g = geometry(tf, input.shape, filterShape(attributes, channels), attributes, true);
  const padded = padInput(tf, input, g, Number.NEGATIVE_INFINITY);
  let open: Tensor4D = dy;
  const parts: Tensor4D[] = [];
  for (let row = 0; row < g.kernel[0]; row++) {
    for (let column = 0; column < g.kernel[1]; column++) {
      const seen = windowElement(tf, padded, g, [row, column], [rows, columns]);
      const hit = tf.mul<Tensor4D>(open, tf.cast(tf.equal(seen, output), 'float32'));
      open = tf.sub(open, hit);
      parts.push(place(tf, hit, g, [row, column]));
    }
  }
  return tf.slice(tf.addN(parts), [0, g.padTop, g.padLeft, 0], [batch, height, width, channels]);
}
