import { type Attribute, dataType, type GraphNode } from '../../graph/graph-def.ts';
import type { Port, ServingGraph } from '../sources.ts';

/** How TensorFlow.js's files name the types that a graph of ours has. */
const types: ReadonlyMap<
  number,
  { readonly proto: string; readonly stored: string; readonly bytes: number }
> = new Map([
  [dataType.float32, { proto: 'DT_FLOAT', stored: 'float32', bytes: 4 }],
  [dataType.int32, { proto: 'DT_INT32', stored: 'int32', bytes: 4 }],
  [dataType.uint8, { proto: 'DT_UINT8', stored: 'uint8', bytes: 1 }],
  [dataType.int64, { proto: 'DT_INT64', stored: 'int32', bytes: 8 }],
  [dataType.bool, { proto: 'DT_BOOL', stored: 'bool', bytes: 1 }],
]);

const protoOf = (type: number): string => types.get(type)?.proto ?? 'DT_INVALID';

const dims = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });

type AttributeOf<K extends Attribute['kind']> = Extract<Attribute, { kind: K }>;

const oneOrList = <T>(value: T | readonly T[], name: string, write: (one: T) => unknown): object =>
  Array.isArray(value) ? { list: { [name]: value.map(write) } } : { [name]: write(value as T) };

/** As protocol buffers' JSON has attributes: long integers are texts, and texts are base64. */
const writers: { readonly [K in Attribute['kind']]: (attribute: AttributeOf<K>) => object } = {
  type: ({ value }) => ({ type: protoOf(value) }),
  int: ({ value }) => oneOrList(value, 'i', String),
  float: ({ value }) => oneOrList(value, 'f', (one) => one),
  bool: ({ value }) => oneOrList(value, 'b', (one) => one),
  text: ({ value }) => ({ s: Buffer.from(value, 'utf8').toString('base64') }),
  shape: ({ value }) => ({ shape: dims(value) }),
  // The numbers are in the file of weights.
  tensor: ({ dtype, shape }) => ({ tensor: { dtype: protoOf(dtype), tensorShape: dims(shape) } }),
};

const attributeJson = (attribute: Attribute): object =>
  (writers[attribute.kind] as (of: Attribute) => object)(attribute);

const nodeJson = ({ name, op, inputs, attributes }: GraphNode) => ({
  name,
  op,
  ...(inputs.length > 0 && { input: inputs }),
  attr: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, attributeJson(value)])),
});

interface StoredConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly bytes: Uint8Array;
}

/** A 64-bit integer is stored in 32 bits: sizes and axes fit. */
const narrowed = (content: Uint8Array): Uint8Array => {
  const { buffer, byteOffset, byteLength } = content.slice();
  return new Uint8Array(
    Int32Array.from(new BigInt64Array(buffer, byteOffset, byteLength / 8), Number).buffer,
  );
};

/** All elements, where a graph writes one for many that are alike. */
function wholeOf(content: Uint8Array, shape: readonly number[], bytes: number): Uint8Array {
  const length = bytes * shape.reduce((product, side) => product * side, 1);
  if (content.length === length || content.length === 0) return content;
  const whole = new Uint8Array(length);
  for (let at = 0; at < length; at += content.length) whole.set(content, at);
  return whole;
}

const constantOf = ({ name, attributes }: GraphNode): StoredConstant => {
  const value = attributes['value'] as AttributeOf<'tensor'>;
  const { stored, bytes } = types.get(value.dtype)!;
  const whole = wholeOf(value.content, value.shape, bytes);
  return {
    name,
    shape: value.shape,
    dtype: stored,
    bytes: value.dtype === dataType.int64 ? narrowed(whole) : whole,
  };
};

const portJson = ({ node, shape }: Port, type: number = dataType.float32) => ({
  name: `${node}:0`,
  dtype: protoOf(type),
  tensorShape: dims([-1, ...shape]),
});

/**
 * A graph as TensorFlow.js's graph models have it, and its constants in the order of the file of weights.
 * @param type of the numbers that it takes
 */
export function graphJson(
  { nodes, input, outputs }: Pick<ServingGraph, 'nodes' | 'input' | 'outputs'>,
  type: number = dataType.float32,
) {
  const constants = nodes.filter(({ op }) => op === 'Const').map(constantOf);
  return {
    constants,
    topology: { node: nodes.map(nodeJson), versions: { producer: 1286 } },
    signature: {
      inputs: { input: portJson(input, type) },
      outputs: Object.fromEntries(
        outputs.map((port, at) => [outputs.length === 1 ? 'output' : `output_${at}`, portJson(port)]),
      ),
    },
    weights: constants.map(({ name, shape, dtype }) => ({ name, shape, dtype })),
  };
}
