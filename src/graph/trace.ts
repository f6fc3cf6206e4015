import type { Tensor } from '../layers/tensorflow.ts';
import { message } from '../text/message.ts';
import { TextError } from '../text/text-error.ts';
import type { Binding, NodeBackend, OpAttribute } from './binding.ts';

/** Where a value comes from: an output of a recorded operation, a constant, or something fed by name. */
export type Source =
  | { readonly from: 'operation'; readonly index: number; readonly output: number }
  | { readonly from: 'constant'; readonly index: number }
  | { readonly from: 'fed'; readonly name: string };

export interface TracedOperation {
  readonly op: string;
  readonly attributes: readonly OpAttribute[];
  readonly inputs: readonly Source[];
  /** The shapes of its outputs. */
  readonly shapes: readonly (readonly number[])[];
}

export interface TracedConstant {
  readonly dtype: number;
  readonly shape: readonly number[];
  readonly content: Uint8Array;
}

/** What a computation did, as it went through the binding. */
export interface Trace {
  readonly operations: readonly TracedOperation[];
  readonly constants: readonly TracedConstant[];
  /** The shapes of what is fed, by name. */
  readonly fed: ReadonlyMap<string, readonly number[]>;
  /** Of the results, by name. */
  readonly results: ReadonlyMap<string, Source>;
}

/** Operations that tfjs-node sends without the type of their first input: op by op TensorFlow infers it. */
const withoutType: ReadonlySet<string> = new Set(['ExpandDims', 'Where']);

/** Why a computation cannot be turned into a graph. */
export class Untraceable extends TextError {}

function contentOf(
  values: ArrayBufferView | readonly unknown[],
  dtype: number,
  binding: Binding,
): Uint8Array {
  if (ArrayBuffer.isView(values)) {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
  }
  if (dtype === binding.TF_FLOAT) return new Uint8Array(Float32Array.from(values as number[]).buffer);
  if (dtype === binding.TF_INT32) return new Uint8Array(Int32Array.from(values as number[]).buffer);
  throw new Untraceable(message('engine.constant-not-numbers'));
}

/** A backend whose operations pass through tfjs-node's binding. */
export interface Recordable {
  readonly node: NodeBackend;
}

/** The native tensor behind a TensorFlow.js one. */
export function nativeId({ node }: Recordable, tensor: Tensor): number {
  return node.getInputTensorIds([tensor])[0]!;
}

/**
 * Runs `compute` for real and records what passes through the binding.
 * @param fed tensors that will be other ones in each run, by name
 * @returns the trace, and what `compute` returned
 * @throws Untraceable where it reads a tensor's data, or uses a tensor from elsewhere
 */
export function trace<T>(
  backend: Recordable,
  fed: ReadonlyMap<string, Tensor>,
  compute: () => T,
  resultsOf: (value: T) => ReadonlyMap<string, Tensor>,
): { trace: Trace; value: T } {
  const { node } = backend;
  const real = node.binding;
  const sources = new Map<number, Source>();
  const types = new Map<number, number>();
  for (const [name, tensor] of fed) {
    const id = nativeId(backend, tensor);
    sources.set(id, { from: 'fed', name });
    types.set(id, tensor.dtype === 'int32' ? real.TF_INT32 : real.TF_FLOAT);
  }
  const operations: TracedOperation[] = [];
  const constants: TracedConstant[] = [];
  const sourceOf = (id: number): Source => {
    const source = sources.get(id);
    if (!source) throw new Untraceable(message('engine.outside-tensor'));
    return source;
  };
  const recorder: Partial<Binding> = {
    createTensor(shape, dtype, values) {
      const id = real.createTensor(shape, dtype, values);
      sources.set(id, { from: 'constant', index: constants.length });
      types.set(id, dtype);
      constants.push({ dtype, shape: [...shape], content: contentOf(values, dtype, real) });
      return id;
    },
    executeOp(op, attributes, inputs, count) {
      const index = operations.length;
      const printed = withoutType.has(op)
        ? [...attributes, { name: 'T', type: real.TF_ATTR_TYPE, value: types.get(inputs[0]!)! }]
        : [...attributes];
      const from = inputs.map(sourceOf);
      const outputs = real.executeOp(op, attributes, inputs, count);
      operations.push({ op, attributes: printed, inputs: from, shapes: outputs.map(({ shape }) => shape) });
      for (const [output, { id, dtype }] of outputs.entries()) {
        sources.set(id, { from: 'operation', index, output });
        types.set(id, dtype);
      }
      return outputs;
    },
    tensorDataSync() {
      throw new Untraceable(message('engine.reads-back'));
    },
  };
  // The binding's own properties are read-only: an heir may have others.
  node.binding = Object.create(
    real,
    Object.fromEntries(Object.entries(recorder).map(([name, value]) => [name, { value }])),
  ) as Binding;
  try {
    const value = compute();
    const results = new Map(
      [...resultsOf(value)].map(([name, tensor]) => [name, sourceOf(nativeId(backend, tensor))]),
    );
    const shapes = new Map([...fed].map(([name, { shape }]) => [name, shape]));
    return { trace: { operations, constants, fed: shapes, results }, value };
  } finally {
    node.binding = real;
  }
}
