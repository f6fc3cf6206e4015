import type { OpAttribute } from '../../../graph/binding.ts';
import type { Source, Trace, TracedOperation } from '../../../graph/trace.ts';

/** An operation of a draft: the same object as long as the draft is worked on, whatever becomes of it. */
export interface Operation extends Readonly<TracedOperation> {
  readonly index: number;
}

export type Shape = readonly number[];

/** A trace that is rewritten: operations are added, and others read theirs in the place of what they read before. */
export interface Draft {
  readonly operations: readonly Operation[];
  /** The operation that an output belongs to; null for what is fed and for constants. */
  producer(source: Source): Operation | null;
  shape(source: Source): Shape;
  /** The operations that read an output; null where it is a result as well. */
  readers(source: Source): readonly Operation[] | null;
  output(operation: Operation, at: number): Source;
  add(operation: TracedOperation): Operation;
  /** Makes another operation of one; whoever read its outputs reads those of the other. */
  replace(operation: Operation, other: TracedOperation): void;
  /** Whoever reads `before` reads `after` from now on. */
  redirect(before: Source, after: Source): void;
  /** Whether an output is computed from another operation's. */
  dependsOn(source: Source, operation: Operation): boolean;
  /** Forgets operations that nothing reads any more: they are no readers. */
  prune(): void;
  /** The trace as it is now, pruned. */
  finish(): Trace;
}

const keyOf = (source: Source): string => {
  if (source.from === 'operation') return `${source.index}:${source.output}`;
  return source.from === 'constant' ? `constant ${source.index}` : `fed ${source.name}`;
};

export const sameSource = (one: Source, other: Source): boolean => keyOf(one) === keyOf(other);

export const attribute = ({ attributes }: TracedOperation, name: string): unknown =>
  attributes.find((each: OpAttribute) => each.name === name)?.value;

export function createDraft(trace: Trace): Draft {
  const operations: (Operation & TracedOperation)[] = [];
  const results = new Map(trace.results);
  /** The operations that read an output, by its key. */
  const read = new Map<string, Set<Operation>>();

  const note = (operation: Operation): void => {
    for (const input of operation.inputs) {
      const key = keyOf(input);
      const known = read.get(key);
      if (known) known.add(operation);
      else read.set(key, new Set([operation]));
    }
  };
  const forget = (operation: Operation): void => {
    for (const input of operation.inputs) read.get(keyOf(input))?.delete(operation);
  };
  const change = (operation: Operation, to: Partial<TracedOperation>): void => {
    forget(operation);
    Object.assign(operation, to);
    note(operation);
  };
  const add = (traced: TracedOperation): Operation => {
    const operation = { ...traced, index: operations.length };
    operations.push(operation);
    note(operation);
    return operation;
  };
  /** The operations that these outputs are computed from. */
  const behind = (sources: Iterable<Source>): Set<Operation> => {
    const found = new Set<Operation>();
    const waiting = [...sources];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.from !== 'operation') continue;
      const operation = operations[next.index]!;
      if (found.has(operation)) continue;
      found.add(operation);
      waiting.push(...operation.inputs);
    }
    return found;
  };
  const prune = (): Set<Operation> => {
    const used = behind(results.values());
    for (const operation of operations) if (!used.has(operation)) forget(operation);
    return used;
  };

  for (const operation of trace.operations) add(operation);
  return {
    operations,
    producer: (source) => (source.from === 'operation' ? operations[source.index]! : null),
    shape(source) {
      if (source.from === 'operation') return operations[source.index]!.shapes[source.output]!;
      return source.from === 'constant' ? trace.constants[source.index]!.shape : trace.fed.get(source.name)!;
    },
    readers(source) {
      const isResult = [...results.values()].some((result) => sameSource(result, source));
      return isResult ? null : [...(read.get(keyOf(source)) ?? [])];
    },
    output: ({ index }, output) => ({ from: 'operation', index, output }),
    add,
    replace: change,
    redirect(before, after) {
      for (const [name, result] of results) if (sameSource(result, before)) results.set(name, after);
      for (const reader of [...(read.get(keyOf(before)) ?? [])]) {
        change(reader, { inputs: reader.inputs.map((input) => (sameSource(input, before) ? after : input)) });
      }
    },
    dependsOn: (source, operation) => behind([source]).has(operation),
    prune,
    finish() {
      const used = [...prune()].sort((one, other) => one.index - other.index);
      const places = new Map(used.map(({ index }, at) => [index, at]));
      const moved = (source: Source): Source =>
        source.from === 'operation' ? { ...source, index: places.get(source.index)! } : source;
      return {
        ...trace,
        operations: used.map(({ op, attributes, inputs, shapes }) => ({
          op,
          attributes,
          inputs: inputs.map(moved),
          shapes,
        })),
        results: new Map([...results].map(([name, source]) => [name, moved(source)])),
      };
    },
  };
}
