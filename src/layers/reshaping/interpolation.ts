import * as field from '../fields.ts';
import type { Tensor, Tensor2D, TF } from '../tensorflow.ts';

export const interpolationNames = ['nearest', 'bilinear'] as const;
export type Interpolation = (typeof interpolationNames)[number];

export const interpolation = (value: Interpolation) =>
  field.choice(interpolationNames, value, {
    title: 'Interpolation',
    description: 'Nearest repeats pixels. Bilinear blends the neighbours: smoother, and edges soften.',
  });

/** Weight of each old position in a new one, with pixel centres at halves, as Keras 3 resizes. */
function resizing(from: number, to: number, how: Interpolation): number[][] {
  return Array.from({ length: to }, (_, index) => {
    const row = Array.from({ length: from }, () => 0);
    const centre = ((index + 0.5) * from) / to;
    if (how === 'nearest') {
      row[Math.min(Math.floor(centre), from - 1)] = 1;
      return row;
    }
    const at = Math.min(Math.max(centre - 0.5, 0), from - 1);
    const below = Math.floor(at);
    row[below]! += 1 - (at - below);
    if (at > below) row[below + 1]! += at - below;
    return row;
  });
}

/** Resizes one axis by a product with the matrix of weights, which every backend can differentiate. */
function resizeAxis(tf: TF, x: Tensor, axis: number, to: number, how: Interpolation): Tensor {
  const from = x.shape[axis]!;
  if (from === to) return x;
  const others = [...x.shape.keys()].filter((each) => each !== axis);
  const rows = tf.reshape(tf.transpose(x, [...others, axis]), [-1, from]) as Tensor2D;
  const resized = tf.matMul(rows, tf.tensor2d(resizing(from, to, how)), false, true);
  const shaped = tf.reshape(resized, [...others.map((each) => x.shape[each]!), to]);
  const back = [...x.shape.keys()].map((each) => (each === axis ? others.length : others.indexOf(each)));
  return tf.transpose(shaped, back);
}

/** `[batch, height, width, channels]` to `[batch, ...size, channels]`. */
export function resize(tf: TF, x: Tensor, size: readonly number[], how: Interpolation): Tensor {
  return size.reduce((resized, length, index) => resizeAxis(tf, resized, index + 1, length, how), x);
}
