/**
 * Writes protocol buffers' wire format (https://protobuf.dev/programming-guides/encoding): as much of it as
 * TensorFlow's graphs and ONNX need. A message is a list of encoded fields.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export function concat(parts: readonly Uint8Array[]): Bytes {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    result.set(part, offset);
    offset += part.length;
  }
  return result;
}

/** A whole number of up to 53 bits; a negative one as the 64-bit two's complement that int64 fields want. */
export function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

const tag = (field: number, wire: number): Bytes => varint((field << 3) | wire);

export const intField = (field: number, value: number): Bytes => concat([tag(field, 0), varint(value)]);

export const boolField = (field: number, value: boolean): Bytes => intField(field, value ? 1 : 0);

export const bytesField = (field: number, value: Uint8Array): Bytes =>
  concat([tag(field, 2), varint(value.length), value]);

export const textField = (field: number, value: string): Bytes => bytesField(field, encoder.encode(value));

/** What stands in front of a field of so many bytes, for fields whose bytes are not in memory at once. */
export const fieldHead = (field: number, length: number): Bytes => concat([tag(field, 2), varint(length)]);

export const messageField = (field: number, ...parts: readonly Uint8Array[]): Bytes =>
  bytesField(field, concat(parts));

function float32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return bytes;
}

function float64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}

export const floatField = (field: number, value: number): Bytes => concat([tag(field, 5), float32(value)]);

export const doubleField = (field: number, value: number): Bytes => concat([tag(field, 1), float64(value)]);

export const packedInts = (field: number, values: readonly number[]): Bytes =>
  messageField(field, ...values.map(varint));

export const packedFloats = (field: number, values: readonly number[]): Bytes =>
  messageField(field, ...values.map(float32));
