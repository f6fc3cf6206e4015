import type { LayerKind, Params } from '../../layers/kind.ts';
import type { KindName, kinds } from '../../layers/registry.ts';
import type { Shape } from '../../layers/shape.ts';
import { inOrder, lengthsOf, placeOf, type Tensor, type Value } from './graph.ts';
import type { Attribute } from './proto.ts';

export type Attributes = Readonly<Record<string, Attribute>>;
type Inputs = readonly (Tensor | null)[];

/** A layer that is being written: what it takes, and where its operators go. */
export interface Call<P = Params> {
  readonly params: P;
  readonly inputs: readonly Value[];
  /** Of the layer's output. */
  readonly output: Shape;
  /** The operator that stands for the layer: it has the layer's name. The last one does where none is named so. */
  main(op: string, inputs: Inputs, attributes?: Attributes): Tensor;
  /** An operator before or after it, of one output. */
  node(op: string, inputs: Inputs, attributes?: Attributes): Tensor;
  /** One of several outputs. */
  split(op: string, inputs: Inputs, attributes: Attributes, count: number): readonly Tensor[];
  /** The layer's own weight, laid out as the catalogue says; undefined where it has none of that name. */
  weight(name: string): Float32Array | undefined;
  /** A constant; the values are made when the file is written. */
  floats(name: string, dims: readonly number[], values: () => Float32Array | readonly number[]): Tensor;
  scalar(name: string, value: number): Tensor;
  ints(name: string, values: readonly number[]): Tensor;
  /** The same value with its axes in this order. */
  moved(value: Value, order: readonly number[]): Value;
  /** Writes a layer of another kind in place of this one, or as a part of it. */
  write(kind: LayerKind, params: Params, inputs: readonly Value[]): Value;
}

/** How a kind is written. */
export type Write<P> = (call: Call<P>) => Value;

type ParamsOf<K extends KindName> = (typeof kinds)[K] extends LayerKind<infer P> ? P : never;

/** How each kind is written. */
export type Table = { readonly [K in KindName]: Write<ParamsOf<K>> };

/** A value whose axes are as the layers have them. */
export const ordered = (tensor: Tensor, shape: Shape): Value => ({
  tensor,
  shape,
  order: inOrder(shape),
  shuffle: null,
});

/** Another tensor that lies as `value` does. */
export const like = (value: Value, tensor: Tensor): Value => ({ ...value, tensor });

/**
 * Numbers along one axis of a value, in a shape that is repeated along all others: `[channels, 1, 1]`. The batch is axis
 * 0.
 */
export function along(
  call: Pick<Call, 'floats'>,
  name: string,
  value: Value,
  axis: number,
  numbers: () => Float32Array,
): Tensor {
  const place = placeOf(value, axis);
  const dims = [value.shape[axis - 1]!, ...value.order.slice(place + 1).map(() => 1)];
  const { shuffle } = value;
  return call.floats(name, dims, () => {
    const values = numbers();
    return shuffle ? Float32Array.from(shuffle, (at) => values[at]!) : values;
  });
}

/** Axes in another order. @param dims of `values` @param order axis i of the result is axis `order[i]` */
export function transposed(
  values: Float32Array,
  dims: readonly number[],
  order: readonly number[],
): Float32Array {
  const steps = dims.map((_, axis) => dims.slice(axis + 1).reduce((product, length) => product * length, 1));
  const lengths = order.map((axis) => dims[axis]!);
  const strides = order.map((axis) => steps[axis]!);
  const result = new Float32Array(values.length);
  const counter = lengths.map(() => 0);
  const last = lengths.length - 1;
  for (let at = 0, from = 0; at < result.length; ) {
    for (let i = 0, place = from; i < lengths[last]!; i++, place += strides[last]!)
      result[at++] = values[place]!;
    for (let axis = last - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++counter[axis]! < lengths[axis]!) break;
      from -= strides[axis]! * lengths[axis]!;
      counter[axis] = 0;
    }
  }
  return result;
}

/** The tensor of a value in another shape, -1 for the batch. */
export function reshaped(
  call: Call<never> | Call,
  tensor: Tensor,
  shape: Shape,
  order = inOrder(shape),
): Tensor {
  const lengths = lengthsOf(shape, order);
  return call.node('Reshape', [tensor, call.ints('shape', lengths)]);
}
