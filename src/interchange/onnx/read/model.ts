import {
  type Field,
  fieldsOf,
  MalformedError,
  packedFloatsOf,
  packedIntsOf,
  textOfField,
} from '../../../graph/protobuf-reader.ts';
import { message } from '../../../text/message.ts';
import { TextError } from '../../../text/text-error.ts';

/* Messages of onnx.proto as they are read; `../proto.ts` writes them. */

/** A tensor whose numbers are in the file, in one of its fields, or in another file. */
export interface StoredTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** `TensorProto.DataType`. */
  readonly type: number;
  readonly raw: Uint8Array | null;
  readonly numbers: readonly number[];
  readonly external: ReadonlyMap<string, string> | null;
}

export interface ReadAttribute {
  readonly int: number;
  readonly float: number;
  readonly text: string;
  readonly texts: readonly string[];
  readonly ints: readonly number[];
  readonly floats: readonly number[];
  readonly tensor: StoredTensor | null;
  /** It holds a graph: a branch or a loop. */
  readonly graph: boolean;
}

export interface ReadNode {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, ReadAttribute>;
}

/** An input or output of the graph. */
export interface ReadValue {
  readonly name: string;
  /** Null for a length that is known only at run time. */
  readonly dims: readonly (number | null)[];
}

export interface ReadModel {
  readonly name: string;
  readonly producer: string;
  /** Of ONNX's own operators. */
  readonly opset: number;
  readonly nodes: readonly ReadNode[];
  readonly initializers: ReadonlyMap<string, StoredTensor>;
  readonly inputs: readonly ReadValue[];
  readonly outputs: readonly ReadValue[];
  readonly metadata: ReadonlyMap<string, string>;
}

const group = (bytes: Uint8Array): ReadonlyMap<number, readonly Field[]> => {
  const fields = new Map<number, Field[]>();
  for (const field of fieldsOf(bytes)) {
    const known = fields.get(field.number);
    if (known) known.push(field);
    else fields.set(field.number, [field]);
  }
  return fields;
};

type Fields = ReadonlyMap<number, readonly Field[]>;

const all = (fields: Fields, number: number): readonly Field[] => fields.get(number) ?? [];
const last = (fields: Fields, number: number): Field | undefined => fields.get(number)?.at(-1);
const text = (fields: Fields, number: number): string => {
  const field = last(fields, number);
  return field ? textOfField(field) : '';
};
const entries = (fields: readonly Field[]): ReadonlyMap<string, string> =>
  new Map(
    fields.map(({ bytes }) => {
      const entry = group(bytes);
      return [text(entry, 1), text(entry, 2)];
    }),
  );

const doubles = ({ bytes }: Field): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, at) => view.getFloat64(8 * at, true));
};

function readTensor(bytes: Uint8Array): StoredTensor {
  const fields = group(bytes);
  return {
    name: text(fields, 8),
    dims: all(fields, 1).flatMap(packedIntsOf),
    type: last(fields, 2)?.int ?? 0,
    raw: last(fields, 9)?.bytes ?? null,
    numbers: [
      ...all(fields, 4).flatMap(packedFloatsOf),
      ...all(fields, 5).flatMap(packedIntsOf),
      ...all(fields, 7).flatMap(packedIntsOf),
      ...all(fields, 10).flatMap(doubles),
    ],
    external: last(fields, 14)?.int === 1 ? entries(all(fields, 13)) : null,
  };
}

function readAttribute(bytes: Uint8Array): readonly [string, ReadAttribute] {
  const fields = group(bytes);
  const tensor = last(fields, 5);
  return [
    text(fields, 1),
    {
      int: last(fields, 3)?.int ?? 0,
      float: all(fields, 2).flatMap(packedFloatsOf).at(-1) ?? 0,
      text: text(fields, 4),
      texts: all(fields, 9).map(textOfField),
      ints: all(fields, 8).flatMap(packedIntsOf),
      floats: all(fields, 7).flatMap(packedFloatsOf),
      tensor: tensor ? readTensor(tensor.bytes) : null,
      graph: fields.has(6) || fields.has(11),
    },
  ];
}

function readNode({ bytes }: Field): ReadNode {
  const fields = group(bytes);
  return {
    name: text(fields, 3),
    op: text(fields, 4),
    domain: text(fields, 7),
    inputs: all(fields, 1).map(textOfField),
    outputs: all(fields, 2).map(textOfField),
    attributes: new Map(all(fields, 5).map((field) => readAttribute(field.bytes))),
  };
}

function readValue({ bytes }: Field): ReadValue {
  const fields = group(bytes);
  const inside = (from: Fields, number: number): Fields =>
    group(last(from, number)?.bytes ?? new Uint8Array(0));
  const shape = inside(inside(inside(fields, 2), 1), 2);
  return {
    name: text(fields, 1),
    dims: all(shape, 1).map((dim) => last(group(dim.bytes), 1)?.int ?? null),
  };
}

/** @throws TextError where it is no whole model of ONNX */
export function readModel(bytes: Uint8Array, file: string): ReadModel {
  try {
    const model = group(bytes);
    const graphField = last(model, 7);
    if (!graphField) throw new MalformedError('no graph');
    const graph = group(graphField.bytes);
    const opsets = all(model, 8).map((field) => group(field.bytes));
    const own = opsets.find((opset) => ['', 'ai.onnx'].includes(text(opset, 1)));
    return {
      name: text(graph, 2),
      producer: text(model, 2),
      opset: (own && last(own, 2)?.int) ?? 0,
      nodes: all(graph, 1).map(readNode),
      initializers: new Map(
        all(graph, 5).map((field) => {
          const tensor = readTensor(field.bytes);
          return [tensor.name, tensor];
        }),
      ),
      inputs: all(graph, 11).map(readValue),
      outputs: all(graph, 12).map(readValue),
      metadata: entries(all(model, 14)),
    };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    throw new TextError(message('import.not-onnx', { file }));
  }
}
