import { message } from '../text/message.ts';
import type { Binding, OpAttribute } from './binding.ts';
import { type Attribute, dataType, type GraphNode } from './graph-def.ts';
import { type Source, type Trace, type TracedConstant, Untraceable } from './trace.ts';

const type = (value: number): Attribute => ({ kind: 'type', value });

/** A graph that grows: nodes by name, constants each once. */
export interface GraphBuilder {
  readonly nodes: readonly GraphNode[];
  add(name: string, op: string, inputs: readonly string[], attributes?: Record<string, Attribute>): string;
  constant(constant: TracedConstant): string;
  scalar(value: number): string;
  placeholder(name: string, dtype: number, shape: readonly number[]): string;
  /** A float32 variable and the node that reads it. */
  variable(name: string, shape: readonly number[]): { readonly handle: string; readonly read: string };
  /**
   * Adds what was traced.
   * @param prefix keeps the names of several traces apart
   * @param fed the node for each fed name
   * @returns the node output for each result
   */
  graft(prefix: string, trace: Trace, fed: ReadonlyMap<string, string>): ReadonlyMap<string, string>;
}

export function createGraphBuilder(binding: Binding): GraphBuilder {
  const nodes: GraphNode[] = [];
  const constants = new Map<string, string>();

  const kinds: ReadonlyMap<number, Attribute['kind']> = new Map([
    [binding.TF_ATTR_TYPE, 'type'],
    [binding.TF_ATTR_INT, 'int'],
    [binding.TF_ATTR_FLOAT, 'float'],
    [binding.TF_ATTR_BOOL, 'bool'],
    [binding.TF_ATTR_STRING, 'text'],
    [binding.TF_ATTR_SHAPE, 'shape'],
  ]);

  const attributeOf = ({ name, type: code, value }: OpAttribute): Attribute => {
    const kind = kinds.get(code);
    if (!kind) throw new Untraceable(message('engine.unknown-attribute', { name }));
    return { kind, value } as Attribute;
  };

  const builder: GraphBuilder = {
    nodes,

    add(name, op, inputs, attributes = {}) {
      nodes.push({ name, op, inputs, attributes });
      return name;
    },

    constant({ dtype, shape, content }) {
      const key = `${dtype}:${shape.join(',')}:${Buffer.from(content).toString('base64')}`;
      const known = constants.get(key);
      if (known) return known;
      const name = `c${constants.size}`;
      constants.set(key, name);
      return builder.add(name, 'Const', [], {
        dtype: type(dtype),
        value: { kind: 'tensor', dtype, shape, content },
      });
    },

    scalar: (value) =>
      builder.constant({
        dtype: dataType.float32,
        shape: [],
        content: new Uint8Array(Float32Array.of(value).buffer),
      }),

    placeholder: (name, dtype, shape) =>
      builder.add(name, 'Placeholder', [], { dtype: type(dtype), shape: { kind: 'shape', value: shape } }),

    variable(name, shape) {
      const handle = builder.add(name, 'VarHandleOp', [], {
        dtype: type(dataType.float32),
        shape: { kind: 'shape', value: shape },
        shared_name: { kind: 'text', value: name },
        container: { kind: 'text', value: '' },
      });
      const read = builder.add(`${name}r`, 'ReadVariableOp', [handle], { dtype: type(dataType.float32) });
      return { handle, read };
    },

    graft(prefix, trace, fed) {
      const refer = (source: Source): string => {
        if (source.from === 'fed') return fed.get(source.name)!;
        if (source.from === 'constant') return builder.constant(trace.constants[source.index]!);
        const name = `${prefix}${source.index}`;
        return source.output === 0 ? name : `${name}:${source.output}`;
      };
      for (const [index, { op, attributes, inputs }] of trace.operations.entries()) {
        builder.add(
          `${prefix}${index}`,
          op,
          inputs.map(refer),
          Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeOf(attribute)])),
        );
      }
      return new Map([...trace.results].map(([name, source]) => [name, refer(source)]));
    },
  };
  return builder;
}
