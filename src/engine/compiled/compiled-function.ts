import { createGraphBuilder } from '../../graph/builder.ts';
import { dataType } from '../../graph/graph-def.ts';
import { type Source, type Trace, trace, Untraceable } from '../../graph/trace.ts';
import type { Tensor } from '../../layers/tensorflow.ts';
import { message } from '../../text/message.ts';
import type { NativeBackend } from '../backends/native.ts';
import { openGraph } from './graph-session.ts';

/** What a computation takes or gives, by name. */
export type Tensors = ReadonlyMap<string, Tensor>;

interface Signature {
  readonly dtype: number;
  readonly shape: readonly number[];
}

/** What a computation did once, with the kinds of tensors that went in and came out. */
export interface Recording {
  readonly trace: Trace;
  readonly inputs: ReadonlyMap<string, Signature>;
  readonly results: ReadonlyMap<string, Signature>;
}

/** A computation as one call into TensorFlow. */
export interface CompiledFunction {
  /** @returns the results by name, the caller's to dispose of */
  run(inputs: Tensors): Map<string, Tensor>;
  close(): void;
}

const dataTypes: Readonly<Record<string, number>> = {
  float32: dataType.float32,
  int32: dataType.int32,
  bool: dataType.bool,
};

function signatures(tensors: Tensors): Map<string, Signature> {
  return new Map(
    [...tensors].map(([name, { dtype, shape }]) => {
      const known = dataTypes[dtype];
      if (known === undefined)
        throw new Untraceable(message('engine.unknown-type', { name, type: String(dtype) }));
      return [name, { dtype: known, shape: [...shape] }];
    }),
  );
}

/**
 * Runs a computation op by op and records it.
 * @param compute gives tensors that outlive it, made of the inputs and of constants alone
 * @throws Untraceable
 */
export function record(
  backend: NativeBackend,
  inputs: Tensors,
  compute: (inputs: Tensors) => Tensors,
): { readonly recording: Recording; readonly results: Tensors } {
  const { trace: recorded, value: results } = trace(
    backend,
    inputs,
    () => compute(inputs),
    (tensors) => tensors,
  );
  return {
    recording: { trace: recorded, inputs: signatures(inputs), results: signatures(results) },
    results,
  };
}

/** The fed tensors that something depends on. */
function used({ trace: { operations, results }, inputs }: Recording): string[] {
  const names = new Set<string>();
  const note = (source: Source): void => {
    if (source.from === 'fed') names.add(source.name);
  };
  for (const operation of operations) operation.inputs.forEach(note);
  for (const source of results.values()) note(source);
  return [...inputs.keys()].filter((name) => names.has(name));
}

/** Makes a graph of what was recorded. @throws Error where TensorFlow refuses it */
export function compile({ node }: NativeBackend, recording: Recording): CompiledFunction {
  const { binding } = node;
  const builder = createGraphBuilder(binding);
  const names = used(recording);
  const fed = new Map(
    names.map((name, index) => {
      const { dtype, shape } = recording.inputs.get(name)!;
      return [name, builder.placeholder(`f${index}`, dtype, shape)];
    }),
  );
  const made = builder.graft('o', recording.trace, fed);
  const results = [...recording.results.keys()];
  // Nodes of their own: what is fed cannot be fetched.
  const fetches = results.map((name, index) =>
    builder.add(`r${index}`, 'Identity', [made.get(name)!], {
      T: { kind: 'type', value: recording.results.get(name)!.dtype },
    }),
  );
  const feeds = [...fed.values()].join(',');
  const session = openGraph(binding, builder.nodes);
  return {
    run(inputs) {
      const ids = node.getInputTensorIds(names.map((name) => inputs.get(name)!));
      const outputs = session.run(feeds, ids, fetches.join(','));
      return new Map(outputs.map((output, index) => [results[index]!, node.createOutputTensor(output)]));
    },
    close: () => session.close(),
  };
}
