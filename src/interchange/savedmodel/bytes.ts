import { type Attribute, dataType, type GraphNode } from '../../graph/graph-def.ts';
import { type PlainWriters, writePlain } from '../../preprocessing/plain.ts';
import { resizeMatrices } from '../../preprocessing/resize-matrix.ts';
import type { Inference } from '../sources.ts';

const type = (value: number): Attribute => ({ kind: 'type', value });
const float32 = type(dataType.float32);
const int32 = type(dataType.int32);
const indexed = { T: float32, Tidx: int32, keep_dims: { kind: 'bool', value: true } } as const;

/** Preprocessing that grows in front of a graph: images `[batch, height, width, channels]` all the way. */
class InputStage {
  readonly nodes: GraphNode[] = [];
  tensor: string;
  shape: readonly number[];

  constructor(shape: readonly number[]) {
    this.shape = shape;
    this.tensor = this.of('Placeholder', [], {
      dtype: type(dataType.uint8),
      shape: { kind: 'shape', value: [-1, ...shape] },
    });
  }

  of(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = { T: float32 }): string {
    const name = `bytes/${op}_${this.nodes.length}`;
    this.nodes.push({ name, op, inputs, attributes });
    return name;
  }

  floats(shape: readonly number[], values: ArrayLike<number>): string {
    return this.#constant(dataType.float32, shape, Float32Array.from(values));
  }

  ints(shape: readonly number[], values: readonly number[]): string {
    return this.#constant(dataType.int32, shape, Int32Array.from(values));
  }

  #constant(dtype: number, shape: readonly number[], { buffer }: Float32Array | Int32Array): string {
    const content = new Uint8Array(buffer as ArrayBuffer);
    return this.of('Const', [], { dtype: type(dtype), value: { kind: 'tensor', dtype, shape, content } });
  }
}

const writers: PlainWriters<void, [front: InputStage]> = {
  crop(front, { top, left, height, width }) {
    const bounds = [front.ints([4], [0, top, left, 0]), front.ints([4], [-1, height, width, -1])];
    front.tensor = front.of('Slice', [front.tensor, ...bounds], { T: float32, Index: int32 });
    front.shape = [height, width, front.shape[2]!];
  },
  pad(front, { top, left, bottom, right, value }) {
    const frame = front.ints([4, 2], [0, 0, top, bottom, left, right, 0, 0]);
    front.tensor = front.of('PadV2', [front.tensor, frame, front.floats([], [value])], {
      T: float32,
      Tpaddings: int32,
    });
    const [height, width, depth] = front.shape;
    front.shape = [height! + top + bottom, width! + left + right, depth!];
  },
  resize(front, operation) {
    const [from, across, depth] = front.shape;
    const { height, width } = operation;
    const { rows, columns } = resizeMatrices(front.shape, operation);
    const along = (equation: string, shape: readonly number[], values: Float32Array): string =>
      front.of('Einsum', [front.floats(shape, values), front.tensor], {
        N: { kind: 'int', value: 2 },
        T: float32,
        equation: { kind: 'text', value: equation },
      });
    front.tensor = along('ah,bhwc->bawc', [height, from!], rows);
    front.tensor = along('ew,bawc->baec', [width, across!], columns);
    front.shape = [height, width, depth!];
  },
  'mean-channel'(front) {
    front.tensor = front.of('Mean', [front.tensor, front.ints([1], [3])], indexed);
    front.shape = [front.shape[0]!, front.shape[1]!, 1];
  },
  'repeat-channel'(front, { channels }) {
    const copies = Array.from({ length: channels }, () => front.tensor);
    front.tensor = front.of('ConcatV2', [...copies, front.ints([], [3])], {
      N: { kind: 'int', value: channels },
      T: float32,
      Tidx: int32,
    });
    front.shape = [front.shape[0]!, front.shape[1]!, channels];
  },
  affine(front, { scale, offset }) {
    front.tensor = front.of('Mul', [front.tensor, front.floats([scale.length], scale)]);
    front.tensor = front.of('AddV2', [front.tensor, front.floats([offset.length], offset)]);
  },
  'standardize-image'(front, { least }) {
    const over = front.ints([3], [1, 2, 3]);
    const centered = front.of('Sub', [front.tensor, front.of('Mean', [front.tensor, over], indexed)]);
    const variance = front.of('Mean', [front.of('Mul', [centered, centered]), over], indexed);
    const deviation = front.of('Maximum', [front.of('Sqrt', [variance]), front.floats([], [least])]);
    front.tensor = front.of('RealDiv', [centered, deviation]);
  },
};

/**
 * Nodes that make of images as they are stored, bytes `[batch, height, width, channels]`, the input of a graph: they feed
 * its placeholder unless somebody else does.
 * @param input the name of the graph's placeholder
 * @returns the graph with them, and the placeholder of the bytes
 */
export function withBytes(
  nodes: readonly GraphNode[],
  input: string,
  { image, operations }: Inference,
): { readonly nodes: readonly GraphNode[]; readonly bytes: string } {
  const front = new InputStage(image);
  const bytes = front.tensor;
  front.tensor = front.of('Cast', [bytes], { SrcT: type(dataType.uint8), DstT: float32 });
  for (const operation of operations) writePlain(writers, operation, front);
  const fed = nodes.map((node) =>
    node.name === input ? { ...node, op: 'PlaceholderWithDefault', inputs: [front.tensor] } : node,
  );
  return { nodes: [...front.nodes, ...fed], bytes };
}
