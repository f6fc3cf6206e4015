import type { Tensor, TF } from '../tensorflow.ts';

export const fillModes = ['reflect', 'wrap', 'nearest', 'constant'] as const;
export type FillMode = (typeof fillModes)[number];

/**
 * Which position of a line of `length` pixels stands for position `at`, perhaps outside; the pixels on either side of
 * it are then held within the line. As TensorFlow, and with it Keras 3, has each mode.
 */
const positions: Readonly<Record<FillMode, (tf: TF, at: Tensor, length: number) => Tensor>> = {
  // d c b a | a b c d | d c b a
  reflect(tf, at, length) {
    const period = 2 * length;
    const edge = tf.add(at, 0.5);
    const within = tf.sub(edge, tf.mul(tf.floor(tf.div(edge, period)), period));
    return tf.sub(tf.minimum(within, tf.sub(period, within)), 0.5);
  },
  // a b c d | a b c d | a b c d: the last pixel reaches to where the first begins.
  wrap(tf, at, length) {
    if (length === 1) return tf.zerosLike(at);
    const times = tf.floor(tf.div(tf.abs(at), length - 1));
    const after = tf.sub(at, tf.mul(times, length));
    const before = tf.add(at, tf.mul(tf.add(times, 1), length));
    const inside = tf.where(tf.greater(at, length - 1), after, at);
    return tf.clipByValue(tf.where(tf.less(at, 0), before, inside), 0, length - 1);
  },
  // a a a a | a b c d | d d d d
  nearest: (_tf, at) => at,
  // 0 0 0 0 | a b c d | 0 0 0 0: the weight of what lies outside is 0.
  constant: (_tf, at) => at,
};

/** Where a pixel of the result comes from, relative to the center: `row = a * row + b * column + c`, and so on. */
export interface Affine {
  readonly row: readonly [Tensor, Tensor, Tensor];
  readonly column: readonly [Tensor, Tensor, Tensor];
}

/**
 * Moves each image of `[batch, height, width, channels]` by its own affine map, blending the four nearest
 * pixels. The six coefficients are `[batch, 1, 1]`; translations in pixels.
 */
export function warp(tf: TF, x: Tensor, map: Affine, fill: FillMode): Tensor {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const center = [(height - 1) / 2, (width - 1) / 2] as const;
  const rows = tf.reshape(tf.sub(tf.range(0, height), center[0]), [1, height, 1]);
  const columns = tf.reshape(tf.sub(tf.range(0, width), center[1]), [1, 1, width]);
  const source = ([a, b, c]: Affine['row'], middle: number): Tensor =>
    tf.add(tf.add(tf.add(tf.mul(a, rows), tf.mul(b, columns)), c), middle);
  const atRow = positions[fill](tf, source(map.row, center[0]), height);
  const atColumn = positions[fill](tf, source(map.column, center[1]), width);

  const flat = tf.reshape(x, [batch * height * width, channels]);
  const first = tf.reshape(tf.mul(tf.range(0, batch), height * width), [batch, 1, 1]);
  const inside = (at: Tensor, length: number): Tensor =>
    fill === 'constant'
      ? tf.cast(tf.logicalAnd(tf.greaterEqual(at, 0), tf.less(at, length)), 'float32')
      : tf.onesLike(at);

  const corner = (down: 0 | 1, right: 0 | 1): Tensor => {
    const row = tf.add(tf.floor(atRow), down);
    const column = tf.add(tf.floor(atColumn), right);
    const nearness = tf.mul(
      tf.sub(1, tf.abs(tf.sub(atRow, row))),
      tf.sub(1, tf.abs(tf.sub(atColumn, column))),
    );
    const weight = tf.mul(nearness, tf.mul(inside(row, height), inside(column, width)));
    const [rowWithin, columnWithin] = [
      tf.clipByValue(row, 0, height - 1),
      tf.clipByValue(column, 0, width - 1),
    ];
    const place = tf.add(tf.mul(rowWithin, width), columnWithin);
    const pixels = tf.gather(flat, tf.cast(tf.reshape(tf.add(place, first), [-1]), 'int32'));
    return tf.mul(tf.reshape(pixels, x.shape), tf.expandDims(weight, 3));
  };
  return tf.add(tf.add(corner(0, 0), corner(0, 1)), tf.add(corner(1, 0), corner(1, 1)));
}
