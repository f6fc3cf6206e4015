import type { GraphBuilder } from '../../graph/builder.ts';
import { type Attribute, dataType } from '../../graph/graph-def.ts';

const type = (value: number): Attribute => ({ kind: 'type', value });
const ofFloat: Record<string, Attribute> = { dtype: type(dataType.float32) };

/** The variables of a graph, by the keys of weights and slots. */
export interface Variables {
  readonly handle: ReadonlyMap<string, string>;
  readonly read: ReadonlyMap<string, string>;
  /** One more like that of `key`, zero at first: the same for the same key. */
  scratch(key: string): string;
  /** Adds the node that gives all variables their first values; none may be added after it. */
  initialize(): string;
  /** What is fed to it, in the order of the keys. */
  readonly initial: readonly string[];
}

export function createVariables(
  builder: GraphBuilder,
  keys: readonly { readonly key: string; readonly shape: readonly number[] }[],
): Variables {
  const handle = new Map<string, string>();
  const read = new Map<string, string>();
  const initial: string[] = [];
  const assigned: string[] = [];
  const assign = (name: string, variable: string, value: string): void => {
    assigned.push(builder.add(name, 'AssignVariableOp', [variable, value], ofFloat));
  };
  for (const [index, { key, shape }] of keys.entries()) {
    const variable = builder.variable(`v${index}`, shape);
    handle.set(key, variable.handle);
    read.set(key, variable.read);
    initial.push(builder.placeholder(`i${index}`, dataType.float32, shape));
    assign(`a${index}`, variable.handle, initial.at(-1)!);
  }
  const shapes = new Map(keys.map(({ key, shape }) => [key, shape]));
  const scratches = new Map<string, string>();
  return {
    handle,
    read,
    initial,
    scratch(key) {
      const known = scratches.get(key);
      if (known) return known;
      const name = `t${scratches.size}`;
      const shape = shapes.get(key)!;
      const variable = builder.variable(name, shape).handle;
      scratches.set(key, variable);
      const dimensions = builder.constant({
        dtype: dataType.int32,
        shape: [shape.length],
        content: new Uint8Array(Int32Array.from(shape).buffer),
      });
      const zeros = builder.add(`${name}z`, 'Fill', [dimensions, builder.scalar(0)], {
        T: type(dataType.float32),
        index_type: type(dataType.int32),
      });
      assign(`${name}a`, variable, zeros);
      return variable;
    },
    initialize: () =>
      builder.add('initialize', 'Identity', [builder.scalar(1), ...assigned.map((name) => `^${name}`)], {
        T: type(dataType.float32),
      }),
  };
}
