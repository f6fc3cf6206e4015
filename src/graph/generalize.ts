import { message } from '../text/message.ts';
import type { GraphBuilder } from './builder.ts';
import { dataType } from './graph-def.ts';
import { type Source, type Trace, type TracedConstant, Untraceable } from './trace.ts';

/** A computation recorded with a batch of so many examples. */
export interface AtBatch {
  readonly batch: number;
  readonly trace: Trace;
}

const refuse = (op: string): Untraceable => new Untraceable(message('engine.batch-fixed', { op }));

const numbersOf = ({ dtype, content }: TracedConstant): Int32Array | Float32Array => {
  const { buffer, byteOffset, byteLength } = content;
  return dtype === dataType.int32
    ? new Int32Array(buffer, byteOffset, byteLength / 4)
    : new Float32Array(buffer, byteOffset, byteLength / 4);
};

const same = (one: TracedConstant, other: TracedConstant): boolean =>
  one.dtype === other.dtype &&
  one.shape.join() === other.shape.join() &&
  Buffer.compare(one.content, other.content) === 0;

/** `fixed + factor * batch` through both points; null where they are no whole numbers. */
function line(one: ArrayLike<number>, other: ArrayLike<number>, at: number, then: number) {
  const factor = Int32Array.from(one, (value, index) => (other[index]! - value) / (then - at));
  const fixed = Int32Array.from(one, (value, index) => value - factor[index]! * at);
  const fits = Array.from(other).every((value, index) => fixed[index]! + factor[index]! * then === value);
  return fits ? { fixed, factor } : null;
}

/**
 * Of a computation recorded with two batch sizes, the one for any: what differs between both is computed from the
 * batch, and nothing may differ but whole numbers that grow evenly with it.
 * @param batch a node that gives the size of the batch, int32, a scalar
 * @returns a trace in which those numbers are fed, and the node for each
 * @throws Untraceable where they differ otherwise
 */
export function generalize(
  one: AtBatch,
  other: AtBatch,
  builder: GraphBuilder,
  batch: string,
): { readonly trace: Trace; readonly fed: ReadonlyMap<string, string> } {
  const fed = new Map<string, string>();
  const int32 = { T: { kind: 'type', value: dataType.int32 } } as const;
  const vector = (values: Int32Array, shape: readonly number[]): string =>
    builder.constant({ dtype: dataType.int32, shape, content: new Uint8Array(values.buffer) });
  const grown = (
    name: string,
    from: ArrayLike<number>,
    to: ArrayLike<number>,
    shape: readonly number[],
  ): string => {
    const found = line(from, to, one.batch, other.batch);
    if (!found) throw refuse(name);
    const scaled = builder.add(`${name}/scaled`, 'Mul', [vector(found.factor, shape), batch], int32);
    return builder.add(`${name}/shape`, 'AddV2', [vector(found.fixed, shape), scaled], int32);
  };
  const dynamic = (index: number): string | null => {
    const from = one.trace.constants[index]!;
    const to = other.trace.constants[index]!;
    if (same(from, to)) return null;
    const name = `batch${index}`;
    if (from.dtype !== to.dtype || from.shape.length !== to.shape.length) throw refuse(name);
    const values = numbersOf(from);
    if (from.shape.join() === to.shape.join()) {
      if (from.dtype !== dataType.int32) throw refuse(name);
      return grown(name, values, numbersOf(to), from.shape);
    }
    // One number, as many times as there are examples.
    if ([...values, ...numbersOf(to)].some((value) => value !== values[0])) throw refuse(name);
    const dims = grown(name, from.shape, to.shape, [from.shape.length]);
    const value = builder.constant({ dtype: from.dtype, shape: [], content: from.content.slice(0, 4) });
    return builder.add(`${name}/filled`, 'Fill', [dims, value], {
      T: { kind: 'type', value: from.dtype },
      index_type: { kind: 'type', value: dataType.int32 },
    });
  };
  const { operations } = one.trace;
  if (operations.length !== other.trace.operations.length) throw refuse('');
  const nodes = new Map(
    one.trace.constants.map((_, index): [number, string | null] => [index, dynamic(index)]),
  );
  const replaced = (source: Source): Source => {
    const node = source.from === 'constant' ? nodes.get(source.index) : null;
    if (!node) return source;
    fed.set(node, node);
    return { from: 'fed', name: node };
  };
  for (const [index, { op, attributes }] of operations.entries()) {
    const twin = other.trace.operations[index]!;
    if (op !== twin.op || JSON.stringify(attributes) !== JSON.stringify(twin.attributes)) throw refuse(op);
  }
  return {
    trace: {
      ...one.trace,
      operations: operations.map((operation) => ({ ...operation, inputs: operation.inputs.map(replaced) })),
      results: new Map([...one.trace.results].map(([name, source]) => [name, replaced(source)])),
    },
    fed,
  };
}
