import { sizeOf } from '../../layers/shape.ts';
import {
  type Blob,
  blobOf,
  bool,
  flatbuffer,
  float32s,
  int8,
  int32,
  int32s,
  int64s,
  type Reference,
  table,
  tables,
  text,
  uint8,
  uint32,
} from './flatbuffer.ts';
import type { LiteGraph, LiteOperator, LiteTensor, Quantization } from './graph.ts';
import { type Builtin, builtin, type LiteType, optionsOf, tensorType, versionOf } from './schema.ts';

/** Bytes of one number. */
const widths: Readonly<Record<LiteType, number>> = {
  float32: 4,
  float16: 2,
  int32: 4,
  uint8: 1,
  bool: 1,
  int8: 1,
};

/** Of TensorFlow Lite's schema. */
const schemaVersion = 3;

/** The place of what codes beyond 127 once had. */
const maxDeprecatedCode = 127;

const constantBlob = ({ shape, type, values }: LiteTensor): Blob => ({
  size: widths[type] * sizeOf(shape),
  *chunks() {
    const { buffer, byteOffset, byteLength } = values!();
    yield new Uint8Array(buffer, byteOffset, byteLength);
  },
});

const textBlob = (value: string): Blob => {
  const bytes = new TextEncoder().encode(value);
  return { size: bytes.length, chunks: () => [bytes] };
};

const quantizationOf = ({ scales, zeroPoint, axis }: Quantization): Reference =>
  table([
    undefined,
    undefined,
    float32s(scales),
    int64s(Array.from(scales, () => zeroPoint)),
    undefined,
    undefined,
    int32(axis),
  ]);

/** Tensors and operators' codes by the numbers that operators know them by. */
class Numbering {
  readonly tensors: LiteTensor[] = [];
  readonly codes: { readonly op: Builtin; readonly version: number }[] = [];
  readonly #tensors = new Map<LiteTensor, number>();
  readonly #codes = new Map<string, number>();

  tensor(of: LiteTensor | null): number {
    if (!of) return -1;
    const known = this.#tensors.get(of);
    if (known !== undefined) return known;
    this.#tensors.set(of, this.tensors.length);
    return this.tensors.push(of) - 1;
  }

  code({ op, inputs, outputs }: LiteOperator): number {
    const quantized = [...inputs, ...outputs].some((each) => each?.type === 'int8');
    const version = versionOf(op, quantized);
    const key = `${op} ${version}`;
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    this.#codes.set(key, this.codes.length);
    return this.codes.push({ op, version }) - 1;
  }
}

function operatorTable(numbering: Numbering, operator: LiteOperator): Reference {
  const { op, inputs, outputs, options } = operator;
  const indices = (of: readonly (LiteTensor | null)[]) => int32s(of.map((each) => numbering.tensor(each)));
  const written = optionsOf[op]?.(options);
  return table([
    uint32(numbering.code(operator)),
    indices(inputs),
    indices(outputs),
    ...(written ? [uint8(written[0]), table(written[1])] : []),
  ]);
}

function tensorTable({ name, type, shape, signature, quantization }: LiteTensor, buffer: number): Reference {
  return table([
    int32s(shape),
    int8(tensorType[type]),
    uint32(buffer),
    text(name),
    quantization ? quantizationOf(quantization) : undefined,
    undefined,
    undefined,
    signature.includes(-1) ? int32s(signature) : undefined,
    bool(true),
  ]);
}

/**
 * The bytes of a `.tflite` file.
 * @param about what the file says of itself, in a line
 * @param metadata texts that readers of metadata find by name
 */
export function liteModel(
  { input, outputs, operators }: LiteGraph,
  about: string,
  metadata: Readonly<Record<string, string>>,
): Iterable<Uint8Array> {
  const numbering = new Numbering();
  const first = numbering.tensor(input);
  const written = operators.map((operator) => operatorTable(numbering, operator));
  const ends = outputs.map((output) => numbering.tensor(output));
  // The first buffer is the empty one of whatever is no constant.
  const buffers: Reference[] = [table([])];
  const bufferOf = (blob: Blob): number => buffers.push(table([blobOf(blob)])) - 1;
  const tensors = numbering.tensors.map((each) =>
    tensorTable(each, each.values ? bufferOf(constantBlob(each)) : 0),
  );
  const named = Object.entries(metadata).map(([name, value]) =>
    table([text(name), uint32(bufferOf(textBlob(value)))]),
  );
  const port = (name: string, index: number) => table([text(name), uint32(index)]);
  const signature = table([
    tables([port('input', first)]),
    tables(ends.map((index, at) => port(ends.length === 1 ? 'output' : `output_${at}`, index))),
    text('serving_default'),
    undefined,
    uint32(0),
  ]);
  const codes = numbering.codes.map(({ op, version }) =>
    table([int8(Math.min(builtin[op], maxDeprecatedCode)), undefined, int32(version), int32(builtin[op])]),
  );
  const main = table([tables(tensors), int32s([first]), int32s(ends), tables(written), text('main')]);
  return flatbuffer(
    table([
      uint32(schemaVersion),
      tables(codes),
      tables([main]),
      text(about),
      tables(buffers),
      undefined,
      tables(named),
      tables([signature]),
    ]),
    'TFL3',
  );
}
