import type { Window } from '../layers/kind.ts';
import type { Shape } from '../layers/shape.ts';
import type { ReceptiveField } from './network.ts';

/** A receptive field with what is needed to carry it on. */
export interface FieldState extends ReceptiveField {
  /** How many positions there are along each of the image's axes, which a layer that sees all needs. */
  readonly positions: readonly number[];
  /** Which axis of the tensor each of the image's axes is now; others only after a permutation. */
  readonly axes: readonly number[];
}

/** At the network's input every pixel sees itself. Null where the input has no spatial dimension. */
export function fieldOfInput(shape: Shape): FieldState | null {
  if (shape.length < 2) return null;
  const positions = shape.slice(0, -1);
  return {
    size: positions.map(() => 1),
    stride: positions.map(() => 1),
    start: positions.map(() => 0),
    positions,
    axes: positions.map((_, axis) => axis),
  };
}

/**
 * The field after merging branches: along each dimension from the first pixel that any branch sees to the
 * last; the largest stride.
 */
function merge(fields: readonly FieldState[]): FieldState | null {
  const [first, ...others] = fields;
  if (!first) return null;
  if (others.length === 0) return first;
  if (others.some((field) => field.size.length !== first.size.length)) return null;
  const start = first.start.map((_, axis) => Math.min(...fields.map((field) => field.start[axis]!)));
  const size = start.map(
    (from, axis) => Math.max(...fields.map((field) => field.start[axis]! + field.size[axis]!)) - from,
  );
  const stride = start.map((_, axis) => Math.max(...fields.map((field) => field.stride[axis]!)));
  return { start, size, stride, positions: first.positions, axes: first.axes };
}

/**
 * The receptive field of a layer's output from those of its inputs (Araujo, Norris, Sim: "Computing Receptive
 * Fields of Convolutional Neural Networks", Distill 2019). Unclipped: it may reach into the padding.
 * @param output the layer's output shape
 */
export function fieldAfter(
  inputs: readonly (FieldState | null)[],
  window: Window,
  output: Shape,
): FieldState | null {
  const before = merge(inputs.filter((field) => field !== null));
  if (!before || inputs.includes(null)) return null;
  if (window.reach === 'permuted')
    return { ...before, axes: before.axes.map((axis) => window.order.indexOf(axis)) };
  const { size, stride, start, axes } = before;
  const isImage = output.length === axes.length + 1;
  const positions = isImage ? axes.map((axis) => output[axis]!) : before.positions;
  if (window.reach === 'pointwise') return { ...before, positions };
  if (window.reach === 'whole')
    return {
      size: size.map((length, axis) => length + (before.positions[axis]! - 1) * stride[axis]!),
      // Where several outputs stay side by side they all see the same.
      stride: stride.map((step, axis) =>
        isImage && positions[axis]! > 1 ? 0 : step * before.positions[axis]!,
      ),
      start,
      positions: isImage ? positions : axes.map(() => 1),
      axes,
    };
  if (window.size.length !== size.length) return null;
  // The axis of the channels, where a permutation may have put one of the image's, has no window.
  const of = (values: readonly number[], axis: number, none: number): number => values[axes[axis]!] ?? none;
  return {
    size: size.map((length, axis) => length + (of(window.size, axis, 1) - 1) * stride[axis]!),
    stride: stride.map((step, axis) => step * of(window.stride, axis, 1)),
    start: start.map((from, axis) => from - of(window.padStart, axis, 0) * stride[axis]!),
    // What a window leaves of an image that is none any more: one position of each axis that it takes in whole.
    positions: isImage
      ? positions
      : positions.map((count, axis) => Math.max(1, Math.floor(count / of(window.stride, axis, 1)))),
    axes,
  };
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

export function sameField(a: FieldState | null, b: FieldState | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    sameNumbers(a.size, b.size) &&
    sameNumbers(a.stride, b.stride) &&
    sameNumbers(a.start, b.start) &&
    sameNumbers(a.positions, b.positions) &&
    sameNumbers(a.axes, b.axes)
  );
}
