import * as field from '../fields.ts';
import type { Window } from '../kind.ts';
import type { Shape } from '../shape.ts';
import type { Tensor, Tensor2D, TF } from '../tensorflow.ts';

export const interpolationNames = ['nearest', 'bilinear'] as const;
export type Interpolation = (typeof interpolationNames)[number];

export const interpolation = (value: Interpolation) => field.choice(interpolationNames, value);

/** Weight of each old position in a new one, with pixel centers at halves, as Keras 3 resizes. */
function resizing(from: number, to: number, how: Interpolation): number[][] {
  return Array.from({ length: to }, (_, index) => {
    const row = Array.from({ length: from }, () => 0);
    const center = ((index + 0.5) * from) / to;
    if (how === 'nearest') {
      row[Math.min(Math.floor(center), from - 1)] = 1;
      return row;
    }
    const at = Math.min(Math.max(center - 0.5, 0), from - 1);
    const below = Math.floor(at);
    row[below]! += 1 - (at - below);
    if (at > below) row[below + 1]! += at - below;
    return row;
  });
}

/** Which old positions along one axis are met by a new one, none of whose centers lies nearer than `gap` to another. */
function resizedAxis(from: number, to: number, how: Interpolation) {
  if (from === to) return { size: 1, stride: 1, padStart: 0 };
  const stride = from / to;
  const gap = 1 / (2 * to);
  // The whole numbers from just above one below the center: the one at it or below, and for a blend the one above.
  return how === 'nearest'
    ? { size: 2 - gap, stride, padStart: 1 - gap - stride / 2 }
    : { size: 3 - 2 * gap, stride, padStart: 1.5 - gap - stride / 2 };
}

/** How each result of a resizing looks at its input. @param from `[...spatial, channels]` */
export function resizedWindow(from: Shape, to: readonly number[], how: Interpolation): Window {
  const axes = to.map((length, axis) => resizedAxis(from[axis]!, length, how));
  return {
    reach: 'local',
    size: axes.map(({ size }) => size),
    stride: axes.map(({ stride }) => stride),
    padStart: axes.map(({ padStart }) => padStart),
  };
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
