import { sizeOf } from '../../layers/shape.ts';
import type { Builtin, LiteType, Options } from './schema.ts';

/** How int8 numbers stand for real ones: `scale * (number - zeroPoint)`. */
export interface Quantization {
  /** One, or one for each place of the axis. */
  readonly scales: Float32Array;
  readonly zeroPoint: number;
  readonly axis: number;
}

type Numbers = Float32Array | Int32Array | Int8Array | Uint16Array;

export interface LiteTensor {
  name: string;
  type: LiteType;
  /** For a batch of one. */
  readonly shape: readonly number[];
  /** The same with -1 for what grows with the batch. */
  readonly signature: readonly number[];
  /** Of a constant: made as the file is written. */
  readonly values: (() => Numbers) | null;
  quantization: Quantization | null;
  /** Of what a recorded node puts out: the name by which it can be fetched. */
  readonly node: string | null;
}

export interface LiteOperator {
  readonly op: Builtin;
  inputs: (LiteTensor | null)[];
  outputs: LiteTensor[];
  options: Options;
}

/** A network as TensorFlow Lite's operators, in the order in which they run. */
export interface LiteGraph {
  readonly input: LiteTensor;
  outputs: LiteTensor[];
  operators: LiteOperator[];
}

interface About {
  readonly type?: LiteType;
  readonly signature?: readonly number[];
  readonly node?: string | null;
}

export const tensor = (
  name: string,
  shape: readonly number[],
  { type = 'float32', signature = shape, node = null }: About = {},
): LiteTensor => ({ name, type, shape, signature, values: null, quantization: null, node });

export const constant = (
  name: string,
  shape: readonly number[],
  values: () => Float32Array | Int32Array,
  type: 'float32' | 'int32' = 'float32',
): LiteTensor => ({ name, type, shape, signature: shape, values, quantization: null, node: null });

export const integers = (name: string, values: readonly number[], shape = [values.length]): LiteTensor =>
  constant(name, shape, () => Int32Array.from(values), 'int32');

export const scalar = (name: string, value: number): LiteTensor =>
  constant(name, [], () => Float32Array.of(value));

export const isConstant = ({ values }: LiteTensor): boolean => values !== null;

/** Of a constant that is the same number, or one for each place of the last axis; null for others. */
export function channelValues(of: LiteTensor, channels: number): Float32Array | null {
  if (!of.values || of.type !== 'float32') return null;
  const size = sizeOf(of.shape);
  if (size !== 1 && (size !== channels || of.shape.at(-1) !== channels)) return null;
  const values = of.values() as Float32Array;
  return size === 1 ? new Float32Array(channels).fill(values[0]!) : values;
}

/** Who takes each tensor. */
export function consumersOf({ operators }: LiteGraph): ReadonlyMap<LiteTensor, readonly LiteOperator[]> {
  const consumers = new Map<LiteTensor, LiteOperator[]>();
  for (const operator of operators) {
    for (const input of operator.inputs) {
      if (!input) continue;
      const known = consumers.get(input);
      if (known) known.push(operator);
      else consumers.set(input, [operator]);
    }
  }
  return consumers;
}

/** Leaves out what no output depends on. */
export function withoutUnused(graph: LiteGraph): void {
  const needed = new Set<LiteTensor>(graph.outputs);
  const kept: LiteOperator[] = [];
  for (const operator of [...graph.operators].reverse()) {
    if (!operator.outputs.some((output) => needed.has(output))) continue;
    kept.push(operator);
    for (const input of operator.inputs) if (input) needed.add(input);
  }
  graph.operators = kept.reverse();
}
