import type { Window } from '../layers/kind.ts';
import type { Shape } from '../layers/shape.ts';
import {
  type AxisField,
  everything,
  oneAfterTheOther,
  pixels,
  same,
  sizeOfField,
  startOfField,
  through,
  together,
} from './axis-field.ts';
import type { ReceptiveField } from './network.ts';

/** A receptive field with what is needed to carry it on: along each axis of the image, what every position sees. */
export interface FieldState extends ReceptiveField {
  readonly along: readonly AxisField[];
  /** Which axis of the tensor each of the image's axes is now; others only after a permutation. */
  readonly axes: readonly number[];
}

const describe = (along: readonly AxisField[], axes: readonly number[]): FieldState => ({
  size: along.map(sizeOfField),
  stride: along.map(({ stride }) => stride),
  start: along.map(startOfField),
  along,
  axes,
});

/** At the network's input every pixel sees itself. Null where the input has no spatial dimension. */
export function fieldOfInput(shape: Shape): FieldState | null {
  if (shape.length < 2) return null;
  const lengths = shape.slice(0, -1);
  return describe(
    lengths.map(pixels),
    lengths.map((_, axis) => axis),
  );
}

/** How the positions along each axis of the image are named after a layer. */
interface Axes {
  readonly axes: readonly number[];
  /** The output's lengths along the image's axes; null where it is no image any more. */
  readonly lengths: readonly number[] | null;
}

/** Branches that meet: position by position, or one after the other along one axis of the tensor. */
function merge(fields: readonly FieldState[], { axes, lengths }: Axes, joined: number | null): FieldState {
  const along = axes.map((axis, each) => {
    const branches = fields.map((field) => field.along[each]!);
    if (axis === joined) return oneAfterTheOther(branches);
    return together(branches, lengths?.[each] ?? Math.max(...branches.map(({ count }) => count)));
  });
  return describe(along, axes);
}

/** After a layer that keeps each position; where their numbers differ it laid out again what may come from anywhere. */
function afterPointwise(before: FieldState, lengths: readonly number[] | null): FieldState {
  const { along, axes } = before;
  if (!lengths || along.every(({ count }, axis) => count === lengths[axis])) return before;
  return describe(
    along.map((field, axis) => same(lengths[axis]!, everything(field))),
    axes,
  );
}

/** After a layer all of whose outputs see everything; a single one counts as the last of a row of such. */
function afterWhole(field: AxisField, count: number): AxisField {
  const seen = same(count, everything(field));
  return count === 1 ? { ...seen, stride: field.stride * field.count } : seen;
}

/**
 * The receptive field of a layer's output from those of its inputs (Araujo, Norris, Sim: "Computing Receptive
 * Fields of Convolutional Neural Networks", Distill 2019), position by position, so that it also holds where strides
 * are fractions and branches differ. Unclipped: it may reach into the padding.
 * @param output the layer's output shape
 */
export function fieldAfter(
  inputs: readonly (FieldState | null)[],
  window: Window,
  output: Shape,
): FieldState | null {
  const fields = inputs.filter((field) => field !== null);
  const [first] = fields;
  if (!first || fields.length < inputs.length) return null;
  // Branches that have their axes in another order meet where no one axis of the image is seen.
  if (fields.some(({ axes }) => axes.join() !== first.axes.join())) return null;
  const { axes } = first;
  const isImage = output.length === axes.length + 1;
  const lengths = isImage ? axes.map((axis) => output[axis]!) : null;
  if (window.reach === 'joined') return merge(fields, { axes, lengths }, window.axis);
  const before = fields.length === 1 ? first : merge(fields, { axes, lengths: null }, null);
  const { along } = before;
  if (window.reach === 'permuted')
    return describe(
      along,
      axes.map((axis) => window.order.indexOf(axis)),
    );
  if (window.reach === 'pointwise') return afterPointwise(before, lengths);
  if (window.reach === 'whole')
    return describe(
      along.map((field, axis) => afterWhole(field, lengths?.[axis] ?? 1)),
      axes,
    );
  if (window.size.length !== axes.length) return null;
  const next = along.map((field, each) => {
    const axis = axes[each]!;
    // The axis of the channels, where a permutation may have put one of the image's, has no window.
    const own = {
      size: window.size[axis] ?? 1,
      stride: window.stride[axis] ?? 1,
      padStart: window.padStart[axis] ?? 0,
    };
    // What a window leaves of an image that is none any more: one position of each axis that it takes in whole.
    return through(field, own, lengths?.[each] ?? Math.max(1, Math.floor(field.count / own.stride)));
  });
  return describe(next, axes);
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index]);

const sameAxis = (a: AxisField, b: AxisField): boolean =>
  a.count === b.count &&
  a.stride === b.stride &&
  sameNumbers(a.firsts, b.firsts) &&
  sameNumbers(a.lasts, b.lasts);

export function sameField(a: FieldState | null, b: FieldState | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    sameNumbers(a.axes, b.axes) &&
    a.along.length === b.along.length &&
    a.along.every((axis, index) => sameAxis(axis, b.along[index]!))
  );
}
