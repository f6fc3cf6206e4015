/** A field of a message: a number of up to 64 bits, four or eight raw bytes, or a run of bytes. */
export interface Field {
  readonly number: number;
  /** Of varints, as a signed number; 0 for others. Beyond 53 bits it is not exact. */
  readonly int: number;
  /** Of runs of bytes and fixed fields, a view; empty for varints. */
  readonly bytes: Uint8Array;
}

/** What does not follow protocol buffers' wire format: it ends early, or has fields of unknown types. */
export class MalformedError extends Error {
  override readonly name = 'MalformedError';
}

const none = new Uint8Array(0);

function byteAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new MalformedError('ends inside a number');
  return byte;
}

/** @returns the number and where the next byte is @throws MalformedError */
function varintAt(bytes: Uint8Array, at: number): readonly [value: number, next: number] {
  let value = 0;
  for (let index = 0; index < 9; index++) {
    const byte = byteAt(bytes, at + index);
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return [value, at + index + 1];
  }
  // Ten bytes are a negative number, as 64-bit two's complement, which floating point would round.
  if (byteAt(bytes, at + 9) === 1) {
    let bits = 1n << 63n;
    for (let index = 0; index < 9; index++) bits |= BigInt(bytes[at + index]! & 0x7f) << BigInt(7 * index);
    return [Number(BigInt.asIntN(64, bits)), at + 10];
  }
  throw new MalformedError('has a number of more than 64 bits');
}

/** @throws MalformedError where the bytes are no message */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < bytes.length) {
    const [tag, next] = varintAt(bytes, at);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number < 1) throw new MalformedError('has a field without a number');
    if (wire === 0) {
      const [int, after] = varintAt(bytes, next);
      yield { number, int, bytes: none };
      at = after;
      continue;
    }
    const [length, start] =
      wire === 2 ? varintAt(bytes, next) : wire === 5 ? [4, next] : wire === 1 ? [8, next] : [-1, next];
    if (length < 0 || start + length > bytes.length) throw new MalformedError('ends inside a field');
    yield { number, int: 0, bytes: bytes.subarray(start, start + length) };
    at = start + length;
  }
}

/** Numbers of a repeated field, packed or one by one. */
export function packedIntsOf(field: Field): number[] {
  // A packed field without numbers has bytes as well, none of them.
  if (field.bytes === none) return [field.int];
  const values: number[] = [];
  for (let at = 0; at < field.bytes.length; ) {
    const [value, next] = varintAt(field.bytes, at);
    values.push(value);
    at = next;
  }
  return values;
}

export function packedFloatsOf({ bytes }: Field): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => view.getFloat32(4 * at, true));
}

const decoder = new TextDecoder();

export const textOfField = ({ bytes }: Field): string => decoder.decode(bytes);
