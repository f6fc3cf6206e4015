import {
  type Bytes,
  boolField,
  bytesField,
  concat,
  floatField,
  intField,
  messageField,
  packedFloats,
  packedInts,
  textField,
} from './protobuf.ts';

/** TensorFlow's `DataType`, types.proto. */
export const dataType = { float32: 1, int32: 3, uint8: 4, int64: 9, bool: 10, resource: 20 } as const;

/** An attribute of a node, attr_value.proto; `value` of a list is the list. */
export type Attribute =
  | { readonly kind: 'type'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number | readonly number[] }
  | { readonly kind: 'float'; readonly value: number | readonly number[] }
  | { readonly kind: 'bool'; readonly value: boolean | readonly boolean[] }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'shape'; readonly value: readonly number[] }
  | {
      readonly kind: 'tensor';
      readonly dtype: number;
      readonly shape: readonly number[];
      /** Little-endian, row by row. */
      readonly content: Uint8Array;
    };

/** node_def.proto. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** `node`, `node:1`, or `^node` for "runs after". */
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

const shapeMessage = (shape: readonly number[]): Bytes =>
  concat(shape.map((size) => messageField(2, intField(1, size))));

type AttributeOf<K extends Attribute['kind']> = Extract<Attribute, { kind: K }>;

/** One value or a list of them, by the field numbers of both. */
function oneOrList<T>(
  value: T | readonly T[],
  one: (value: T) => Bytes,
  list: (values: readonly T[]) => Bytes,
): Bytes {
  return Array.isArray(value) ? messageField(1, list(value)) : one(value as T);
}

const encodings: { readonly [K in Attribute['kind']]: (attribute: AttributeOf<K>) => Bytes } = {
  type: ({ value }) => intField(6, value),
  int: ({ value }) =>
    oneOrList(
      value,
      (one) => intField(3, one),
      (list) => packedInts(3, list),
    ),
  float: ({ value }) =>
    oneOrList(
      value,
      (one) => floatField(4, one),
      (list) => packedFloats(4, list),
    ),
  bool: ({ value }) =>
    oneOrList(
      value,
      (one) => boolField(5, one),
      (list) => packedInts(5, list.map(Number)),
    ),
  text: ({ value }) => textField(2, value),
  shape: ({ value }) => messageField(7, shapeMessage(value)),
  tensor: ({ dtype, shape, content }) =>
    messageField(8, intField(1, dtype), messageField(2, shapeMessage(shape)), bytesField(4, content)),
};

const encodeAttribute = (attribute: Attribute): Bytes =>
  (encodings[attribute.kind] as (value: Attribute) => Bytes)(attribute);

function nodeMessage({ name, op, inputs, attributes }: GraphNode): Bytes {
  return concat([
    textField(1, name),
    textField(2, op),
    ...inputs.map((input) => textField(3, input)),
    ...Object.entries(attributes).map(([key, value]) =>
      messageField(5, textField(1, key), messageField(2, encodeAttribute(value))),
    ),
  ]);
}

/** A GraphDef version that every TensorFlow of the last years accepts; 0 would mean rules of 2015. */
const producer = 1286;

/** What a program calls to use a graph: nodes by the names that it knows them by. */
export interface Signature {
  readonly inputs: Readonly<Record<string, SignaturePort>>;
  readonly outputs: Readonly<Record<string, SignaturePort>>;
}

interface SignaturePort {
  readonly node: string;
  /** With the batch, -1 for any. */
  readonly shape: readonly number[];
  /** Left out: float32. */
  readonly dtype?: number;
}

/** meta_graph.proto. */
function signatureMessage({ inputs, outputs }: Signature): Bytes {
  const ports = (field: number, named: Signature['inputs']): Bytes[] =>
    Object.entries(named).map(([name, { node, shape, dtype = dataType.float32 }]) => {
      const info = [textField(1, `${node}:0`), intField(2, dtype), messageField(3, shapeMessage(shape))];
      return messageField(field, textField(1, name), messageField(2, ...info));
    });
  return concat([...ports(1, inputs), ...ports(2, outputs), textField(3, 'tensorflow/serving/predict')]);
}

/**
 * The bytes of `saved_model.pb` with one graph under the tag `serve`, and no variables on disk.
 * @param signatures what is served, by name; the usual one is `serving_default`
 */
export function savedModel(
  nodes: readonly GraphNode[],
  signatures: Readonly<Record<string, Signature>> = {},
): Bytes {
  const graph = concat([
    ...nodes.map((node) => bytesField(1, nodeMessage(node))),
    messageField(4, intField(1, producer)),
  ]);
  const metaGraph = concat([
    messageField(1, textField(4, 'serve')),
    bytesField(2, graph),
    ...Object.entries(signatures).map(([name, signature]) =>
      messageField(5, textField(1, name), messageField(2, signatureMessage(signature))),
    ),
  ]);
  return concat([intField(1, 1), bytesField(2, metaGraph)]);
}
