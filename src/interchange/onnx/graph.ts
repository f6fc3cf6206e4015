import { type Shape, sameShape } from '../../layers/shape.ts';
import type { Attribute, DataType, InitializerProto, NodeProto } from './proto.ts';

/** What flows between nodes; it has its name when the graph is finished. */
export interface Tensor {
  name: string;
}

/** How a layer's output lies in a tensor. */
export interface Value {
  readonly tensor: Tensor;
  /** As the layer has it, channels last, without the batch. */
  readonly shape: Shape;
  /**
   * Axis i of the tensor is axis `order[i]` of `[batch, ...shape]`: `[0, 3, 1, 2]` are channels before height and width.
   */
  readonly order: readonly number[];
  /**
   * Of a vector that was flattened from another order: number i of the tensor is number `shuffle[i]` of the layer's
   * output. Null where they lie as the layer has them.
   */
  readonly shuffle: Uint32Array | null;
}

/** `[batch, ...shape]` as the layers have it. */
export const inOrder = (shape: Shape): readonly number[] => [0, ...shape.map((_, axis) => axis + 1)];

/** Batch, channels, then what is spatial: as ONNX's convolutions want it. */
export const channelsFirst = (shape: Shape): readonly number[] => [
  0,
  shape.length,
  ...shape.slice(1).map((_, axis) => axis + 1),
];

/** Where an axis of `[batch, ...shape]` lies in the tensor. */
export const placeOf = ({ order }: Value, axis: number): number => order.indexOf(axis);

/** Lengths of the tensor's axes, -1 for the batch. */
export const lengthsOf = (shape: Shape, order: readonly number[]): number[] =>
  order.map((axis) => (axis === 0 ? -1 : shape[axis - 1]!));

type Attributes = Readonly<Record<string, Attribute>>;

interface Node {
  name: string;
  readonly op: string;
  readonly inputs: readonly (Tensor | null)[];
  readonly outputs: readonly Tensor[];
  readonly attributes: Attributes;
}

interface Initializer extends Omit<InitializerProto, 'name'> {
  readonly tensor: Tensor;
}

const bytesOf = (values: Float32Array | readonly number[], type: DataType): Uint8Array => {
  // A typed array of this machine is little-endian, as are all that Node runs on.
  if (type === 'float') {
    const floats = values instanceof Float32Array ? values : Float32Array.from(values);
    return new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
  }
  if (type === 'int64') return new Uint8Array(BigInt64Array.from(values as readonly number[], BigInt).buffer);
  return Uint8Array.from(values);
};

/** A graph that grows layer by layer. */
export class Graph {
  readonly #nodes: Node[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #taken: Set<string>;
  readonly #moved = new Map<Value, Map<string, Value>>();

  /** @param reserved names of layers, which no helper takes */
  constructor(reserved: Iterable<string>) {
    this.#taken = new Set(reserved);
  }

  get nodes(): readonly NodeProto[] {
    return this.#nodes.map(({ inputs, outputs, ...node }) => ({
      ...node,
      inputs: inputs.map((input) => input?.name ?? ''),
      outputs: outputs.map(({ name }) => name),
    }));
  }

  get initializers(): readonly InitializerProto[] {
    return this.#initializers.map(({ tensor, ...rest }) => ({ ...rest, name: tensor.name }));
  }

  /** A name that nothing has yet. */
  fresh(name: string): string {
    let unique = name;
    for (let suffix = 1; this.#taken.has(unique); suffix++) unique = `${name}_${suffix}`;
    this.#taken.add(unique);
    return unique;
  }

  add(name: string, op: string, inputs: readonly (Tensor | null)[], attributes: Attributes, count = 1): Node {
    const outputs = Array.from({ length: count }, (): Tensor => ({ name }));
    const node = { name, op, inputs, outputs, attributes };
    this.#nodes.push(node);
    return node;
  }

  constant(
    name: string,
    type: DataType,
    dims: readonly number[],
    values: () => Float32Array | readonly number[],
  ): Tensor {
    const tensor = { name: this.fresh(name) };
    this.#initializers.push({ tensor, type, dims, bytes: () => bytesOf(values(), type) });
    return tensor;
  }

  /** The same value with its axes in another order, made once. */
  moved(value: Value, order: readonly number[]): Value {
    const flat = value.shuffle ? this.#once(value, 'in order', () => this.#unshuffled(value)) : value;
    if (sameShape(flat.order, order)) return flat;
    return this.#once(flat, order.join(), () => this.#reordered(flat, order));
  }

  #once(value: Value, key: string, make: () => Value): Value {
    const known = this.#moved.get(value) ?? new Map<string, Value>();
    this.#moved.set(value, known);
    const made = known.get(key) ?? make();
    known.set(key, made);
    return made;
  }

  #unshuffled(value: Value): Value {
    const name = `${value.tensor.name}/in_order`;
    const places = new Array<number>(value.shuffle!.length);
    for (const [at, place] of value.shuffle!.entries()) places[place] = at;
    const indices = this.constant(`${name}/indices`, 'int64', [places.length], () => places);
    const { outputs } = this.#helper(name, 'Gather', [value.tensor, indices], { axis: { int: 1 } });
    return { ...value, tensor: outputs[0]!, shuffle: null };
  }

  #reordered(value: Value, order: readonly number[]): Value {
    const { shape, tensor } = value;
    const long = (axis: number) => axis === 0 || shape[axis - 1] !== 1;
    const name = `${tensor.name}/${sameShape(order, channelsFirst(shape)) ? 'channels_first' : 'reordered'}`;
    // Where only axes of length 1 move, the numbers stay where they are.
    if (sameShape(value.order.filter(long), order.filter(long))) {
      const lengths = lengthsOf(shape, order);
      const target = this.constant(`${name}/shape`, 'int64', [lengths.length], () => lengths);
      return { ...value, order, tensor: this.#helper(name, 'Reshape', [tensor, target], {}).outputs[0]! };
    }
    const perm = order.map((axis) => value.order.indexOf(axis));
    const { outputs } = this.#helper(name, 'Transpose', [tensor], { perm: { ints: perm } });
    return { ...value, order, tensor: outputs[0]! };
  }

  /** A node of its own, named after what it takes. */
  #helper(name: string, op: string, inputs: readonly Tensor[], attributes: Attributes): Node {
    return this.add(this.fresh(name), op, inputs, attributes);
  }
}
