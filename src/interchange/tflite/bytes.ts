import { type PlainWriters, writePlain } from '../../preprocessing/plain.ts';
import { resizeMatrices } from '../../preprocessing/resize-matrix.ts';
import type { Inference } from '../sources.ts';
import {
  constant,
  integers,
  type LiteGraph,
  type LiteOperator,
  type LiteTensor,
  scalar,
  tensor,
} from './graph.ts';
import type { Builtin, LiteType, Options } from './schema.ts';

/** Preprocessing that grows in front of a graph: images `[batch, height, width, channels]` all the way. */
class InputStage {
  readonly operators: LiteOperator[] = [];
  readonly input: LiteTensor;
  tensor: LiteTensor;
  #count = 0;

  constructor(image: readonly number[]) {
    this.input = this.#made(image, 'uint8');
    this.tensor = this.input;
  }

  /** Of an example. */
  get shape(): readonly number[] {
    return this.tensor.shape.slice(1);
  }

  #name(): string {
    return `bytes/${this.#count++}`;
  }

  #made(shape: readonly number[], type: LiteType = 'float32'): LiteTensor {
    return tensor(this.#name(), [1, ...shape], { type, signature: [-1, ...shape] });
  }

  floats(shape: readonly number[], values: ArrayLike<number>): LiteTensor {
    const numbers = Float32Array.from(values);
    return numbers.length === 1
      ? scalar(this.#name(), numbers[0]!)
      : constant(this.#name(), shape, () => numbers);
  }

  ints(values: readonly number[], shape?: readonly number[]): LiteTensor {
    return integers(this.#name(), values, shape && [...shape]);
  }

  /** @param shape of an example of what it puts out */
  of(
    op: Builtin,
    inputs: readonly (LiteTensor | null)[],
    shape: readonly number[],
    options: Options = {},
  ): LiteTensor {
    const output = this.#made(shape);
    this.operators.push({ op, inputs: [...inputs], outputs: [output], options });
    return output;
  }

  /** Moves the axes behind the batch. @param order from 1 */
  permute(...order: readonly number[]): void {
    const { shape } = this;
    const to = order.map((axis) => shape[axis - 1]!);
    this.tensor = this.of('TRANSPOSE', [this.tensor, this.ints([0, ...order])], to);
  }

  /** Multiplies along the last axis. @param matrix `[to, from]` */
  multiply(to: number, matrix: Float32Array): void {
    const kernel = constant(this.#name(), [to, this.shape.at(-1)!], () => matrix);
    const shape = [...this.shape.slice(0, -1), to];
    this.tensor = this.of('FULLY_CONNECTED', [this.tensor, kernel, null], shape, { keepDims: true });
  }

  /** The mean over axes of the batch. */
  mean(of: LiteTensor, axes: readonly number[]): LiteTensor {
    const shape = this.shape.map((length, at) => (axes.includes(at + 1) ? 1 : length));
    return this.of('MEAN', [of, this.ints(axes)], shape, { keepDims: true });
  }
}

const writers: PlainWriters<void, [front: InputStage]> = {
  crop(front, { top, left, height, width }) {
    const channels = front.shape[2]!;
    const box = [front.ints([0, top, left, 0]), front.ints([-1, height, width, channels])];
    front.tensor = front.of('SLICE', [front.tensor, ...box], [height, width, channels]);
  },
  pad(front, { top, left, bottom, right, value }) {
    const [height, width, channels] = front.shape;
    const frame = front.ints([0, 0, top, bottom, left, right, 0, 0], [4, 2]);
    const shape = [height! + top + bottom, width! + left + right, channels!];
    front.tensor = front.of('PADV2', [front.tensor, frame, front.floats([], [value])], shape);
  },
  // Its own resizing knows no antialiasing.
  resize(front, operation) {
    const { rows, columns } = resizeMatrices(front.shape, operation);
    front.permute(2, 3, 1);
    front.multiply(operation.height, rows);
    front.permute(3, 2, 1);
    front.multiply(operation.width, columns);
    front.permute(1, 3, 2);
  },
  'mean-channel'(front) {
    front.tensor = front.mean(front.tensor, [3]);
  },
  'repeat-channel'(front, { channels }) {
    const [height, width] = front.shape;
    const copies = Array.from({ length: channels }, () => front.tensor);
    front.tensor = front.of('CONCATENATION', copies, [height!, width!, channels], { axis: 3 });
  },
  affine(front, { scale, offset }) {
    const { shape } = front;
    front.tensor = front.of('MUL', [front.tensor, front.floats([scale.length], scale)], shape);
    front.tensor = front.of('ADD', [front.tensor, front.floats([offset.length], offset)], shape);
  },
  'standardize-image'(front, { least }) {
    const { shape } = front;
    const one = shape.map(() => 1);
    const centered = front.of('SUB', [front.tensor, front.mean(front.tensor, [1, 2, 3])], shape);
    const variance = front.mean(front.of('MUL', [centered, centered], shape), [1, 2, 3]);
    const root = front.of('SQRT', [variance], one);
    const deviation = front.of('MAXIMUM', [root, front.floats([], [least])], one);
    front.tensor = front.of('DIV', [centered, deviation], shape);
  },
};

/**
 * The same graph for images as they are stored, bytes `[batch, height, width, channels]`, with the preprocessing inside.
 * It is computed in float32, whatever the graph computes in.
 */
export function withBytes(graph: LiteGraph, { image, operations }: Inference): LiteGraph {
  const front = new InputStage(image);
  front.tensor = front.of('CAST', [front.input], image, { types: ['uint8', 'float32'] });
  for (const operation of operations) writePlain(writers, operation, front);
  const last = graph.input.type === 'int8' ? 'QUANTIZE' : 'RESHAPE';
  const shape = front.ints([-1, ...front.shape]);
  const inputs = last === 'QUANTIZE' ? [front.tensor] : [front.tensor, shape];
  front.operators.push({ op: last, inputs, outputs: [graph.input], options: {} });
  return { input: front.input, outputs: graph.outputs, operators: [...front.operators, ...graph.operators] };
}
