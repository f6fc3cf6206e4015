import {
  type Bytes,
  bytesField,
  concat,
  fieldHead,
  floatField,
  intField,
  messageField,
  packedFloats,
  packedInts,
  textField,
} from '../../graph/protobuf.ts';

/*
 * Messages of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto), IR version 8: field numbers are from
 * there.
 */

/** Types of tensors' elements: `TensorProto.DataType`. */
export const dataTypes = { float: 1, uint8: 2, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
export type DataType = keyof typeof dataTypes;

/** Bytes that one element takes. */
export const elementBytes: Readonly<Record<DataType, number>> = {
  float: 4,
  uint8: 1,
  int8: 1,
  int32: 4,
  int64: 8,
  float16: 2,
};

export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly texts: readonly string[] };

/** Field 20, `type`, says which of the fields is set. */
const writers: {
  readonly [K in Attribute extends infer A ? (A extends A ? keyof A : never) : never]: {
    readonly type: number;
    write(value: never): Bytes;
  };
} = {
  float: { type: 1, write: (value: number) => floatField(2, value) },
  int: { type: 2, write: (value: number) => intField(3, value) },
  text: { type: 3, write: (value: string) => textField(4, value) },
  floats: { type: 6, write: (value: readonly number[]) => packedFloats(7, value) },
  ints: { type: 7, write: (value: readonly number[]) => packedInts(8, value) },
  texts: { type: 8, write: (value: readonly string[]) => concat(value.map((each) => textField(9, each))) },
};

function writeAttribute(name: string, attribute: Attribute): Bytes {
  const [[kind, value]] = Object.entries(attribute) as [[keyof typeof writers, never]];
  const { type, write } = writers[kind];
  return messageField(5, textField(1, name), write(value), intField(20, type));
}

export interface NodeProto {
  readonly name: string;
  readonly op: string;
  /** Names of tensors; an empty one is an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

const writeNode = ({ name, op, inputs, outputs, attributes }: NodeProto): Bytes =>
  messageField(
    1,
    ...inputs.map((input) => textField(1, input)),
    ...outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, op),
    ...Object.entries(attributes).map(([key, attribute]) => writeAttribute(key, attribute)),
  );

/** A constant of the graph. */
export interface InitializerProto {
  readonly name: string;
  readonly type: DataType;
  readonly dims: readonly number[];
  /** Little-endian; made when it is written. */
  bytes(): Uint8Array;
}

/** An input or output of the graph; a string names a length that is known only at run time. */
export interface ValueInfoProto {
  readonly name: string;
  readonly type: DataType;
  readonly dims: readonly (number | string)[];
}

const writeValueInfo = (field: number, { name, type, dims }: ValueInfoProto): Bytes =>
  messageField(
    field,
    textField(1, name),
    messageField(
      2,
      messageField(
        1,
        intField(1, dataTypes[type]),
        messageField(
          2,
          ...dims.map((length) =>
            messageField(1, typeof length === 'number' ? intField(1, length) : textField(2, length)),
          ),
        ),
      ),
    ),
  );

export interface ModelProto {
  readonly name: string;
  readonly about: string;
  readonly nodes: readonly NodeProto[];
  readonly initializers: readonly InitializerProto[];
  readonly inputs: readonly ValueInfoProto[];
  readonly outputs: readonly ValueInfoProto[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** Part of a message: bytes, or how many there will be and how they are made. */
type Part = Bytes | { readonly length: number; bytes(): Uint8Array };

const lengthOf = (parts: readonly Part[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** `GraphProto.initializer`, less its bytes. */
function initializerParts({ name, type, dims, bytes }: InitializerProto): Part[] {
  const length = elementBytes[type] * dims.reduce((product, each) => product * each, 1);
  const head = concat([
    packedInts(1, dims),
    intField(2, dataTypes[type]),
    textField(8, name),
    fieldHead(9, length),
  ]);
  return [fieldHead(5, head.length + length), head, { length, bytes }];
}

/** Protocol buffers hold no longer. */
export const maxBytes = 2 ** 31 - 1;

/**
 * A `ModelProto`, in the order of its bytes, so that large weights are never in memory twice.
 * @throws RangeError where it is larger than protocol buffers can be
 */
export function modelParts({ name, about, nodes, initializers, inputs, outputs, metadata }: ModelProto): {
  readonly length: number;
  chunks(): Generator<Uint8Array>;
} {
  const graph: Part[] = [
    ...nodes.map(writeNode),
    textField(2, name),
    ...initializers.flatMap(initializerParts),
    textField(10, about),
    ...inputs.map((each) => writeValueInfo(11, each)),
    ...outputs.map((each) => writeValueInfo(12, each)),
  ];
  const parts: Part[] = [
    concat([intField(1, 8), textField(2, 'Convas')]),
    fieldHead(7, lengthOf(graph)),
    ...graph,
    messageField(8, textField(1, ''), intField(2, 17)),
    ...Object.entries(metadata).map(([key, value]) =>
      messageField(14, textField(1, key), bytesField(2, new TextEncoder().encode(value))),
    ),
  ];
  const length = lengthOf(parts);
  if (length > maxBytes) throw new RangeError(`${length} bytes`);
  return {
    length,
    *chunks() {
      for (const part of parts) yield part instanceof Uint8Array ? part : part.bytes();
    },
  };
}
