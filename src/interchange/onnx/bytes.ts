import { type PlainWriters, writePlain } from '../../preprocessing/plain.ts';
import { resizeMatrices } from '../../preprocessing/resize-matrix.ts';
import type { Inference } from '../sources.ts';
import type { GraphParts } from './precision.ts';
import type { Attribute, InitializerProto, NodeProto } from './proto.ts';

/** Preprocessing that grows in front of a graph: images `[batch, height, width, channels]` all the way. */
class InputStage {
  readonly nodes: NodeProto[] = [];
  readonly initializers: InitializerProto[] = [];
  tensor: string;
  shape: readonly number[];

  constructor(tensor: string, shape: readonly number[]) {
    this.tensor = tensor;
    this.shape = shape;
  }

  /** @param given what it takes beside the tensor */
  add(
    op: string,
    given: readonly string[] = [],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.of(op, [this.tensor, ...given], attributes);
  }

  of(op: string, inputs: readonly string[], attributes: Readonly<Record<string, Attribute>> = {}): string {
    const name = `bytes/${op}_${this.nodes.length}`;
    this.nodes.push({ name, op, inputs, outputs: [name], attributes });
    return name;
  }

  floats(dims: readonly number[], values: ArrayLike<number>): string {
    return this.#constant('float', dims, () => new Uint8Array(Float32Array.from(values).buffer));
  }

  ints(values: readonly number[]): string {
    return this.#constant(
      'int64',
      [values.length],
      () => new Uint8Array(BigInt64Array.from(values, BigInt).buffer),
    );
  }

  #constant(type: 'float' | 'int64', dims: readonly number[], bytes: () => Uint8Array): string {
    const name = `bytes/constant_${this.initializers.length}`;
    this.initializers.push({ name, type, dims, bytes });
    return name;
  }
}

const channels = { axes: { ints: [3] }, keepdims: { int: 1 } };
const image = { axes: { ints: [1, 2, 3] }, keepdims: { int: 1 } };

const writers: PlainWriters<void, [front: InputStage]> = {
  crop(front, { top, left, height, width }) {
    const ends = front.ints([top + height, left + width]);
    front.tensor = front.add('Slice', [front.ints([top, left]), ends, front.ints([1, 2])]);
    front.shape = [height, width, front.shape[2]!];
  },
  pad(front, { top, left, bottom, right, value }) {
    const pads = front.ints([0, top, left, 0, 0, bottom, right, 0]);
    front.tensor = front.add('Pad', [pads, front.floats([], [value])], { mode: { text: 'constant' } });
    const [height, width, depth] = front.shape;
    front.shape = [height! + top + bottom, width! + left + right, depth!];
  },
  resize(front, operation) {
    const [from, across, depth] = front.shape;
    const { height, width } = operation;
    const { rows, columns } = resizeMatrices(front.shape, operation);
    const along = (equation: string, dims: readonly number[], values: Float32Array): string =>
      front.of('Einsum', [front.floats(dims, values), front.tensor], { equation: { text: equation } });
    front.tensor = along('ah,bhwc->bawc', [height, from!], rows);
    front.tensor = along('ew,bawc->baec', [width, across!], columns);
    front.shape = [height, width, depth!];
  },
  'mean-channel'(front) {
    front.tensor = front.add('ReduceMean', [], channels);
    front.shape = [front.shape[0]!, front.shape[1]!, 1];
  },
  'repeat-channel'(front, { channels: count }) {
    const copies = Array.from({ length: count }, () => front.tensor);
    front.tensor = front.of('Concat', copies, { axis: { int: 3 } });
    front.shape = [front.shape[0]!, front.shape[1]!, count];
  },
  affine(front, { scale, offset }) {
    front.tensor = front.add('Mul', [front.floats([scale.length], scale)]);
    if (offset.some((each) => each !== 0))
      front.tensor = front.add('Add', [front.floats([offset.length], offset)]);
  },
  'standardize-image'(front, { least }) {
    const centered = front.add('Sub', [front.add('ReduceMean', [], image)]);
    const variance = front.of('ReduceMean', [front.of('Mul', [centered, centered])], image);
    const deviation = front.of('Max', [front.of('Sqrt', [variance]), front.floats([], [least])]);
    front.tensor = front.of('Div', [centered, deviation]);
  },
};

/**
 * The same graph for images as they are stored, bytes `[batch, height, width, channels]`, with the preprocessing inside.
 * @param graph whose only input is an image, channels last
 */
export function withBytes(graph: GraphParts, { image: stored, operations }: Inference): GraphParts {
  const [input] = graph.inputs;
  const front = new InputStage(input!.name, stored);
  front.tensor = front.add('Cast', [], { to: { int: 1 } });
  for (const operation of operations) writePlain(writers, operation, front);
  const taken = (name: string): string => (name === input!.name ? front.tensor : name);
  return {
    nodes: [...front.nodes, ...graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(taken) }))],
    initializers: [...graph.initializers, ...front.initializers],
    inputs: [{ name: input!.name, type: 'uint8', dims: ['batch', ...stored] }],
    outputs: graph.outputs,
  };
}
