/**
 * A message as bytes, for wires that carry bytes only. Little-endian: length of the header in bytes (u32),
 * the header as JSON in UTF-8, padding to 8, then the typed arrays one after another, each padded to 8.
 * In the header a typed array is `{"$": [type, offset, length]}`, an object with a field `$` is `{"$": object}`.
 */

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string };

type Typed = Uint8Array | Float32Array;
const types = { u8: Uint8Array, f32: Float32Array } as const;
const typeOf = (value: Typed): keyof typeof types => (value instanceof Uint8Array ? 'u8' : 'f32');

const padded = (length: number): number => Math.ceil(length / 8) * 8;

/** The message as one block of bytes. Holds plain data, `Uint8Array` and `Float32Array`. */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const parts: { at: number; bytes: Uint8Array }[] = [];
  let end = 0;
  const place = (value: Typed): unknown => {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const at = end;
    parts.push({ at, bytes });
    end += padded(bytes.length);
    return { $: [typeOf(value), at, value.length] };
  };
  const plain = (value: unknown): unknown => {
    if (value instanceof Uint8Array || value instanceof Float32Array) return place(value);
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: [String(value)] };
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, plain(item)] as const);
    const copy = Object.fromEntries(entries);
    return Object.hasOwn(copy, '$') ? { $: copy } : copy;
  };
  const header = new TextEncoder().encode(JSON.stringify(plain(message)) ?? 'null');
  const start = padded(4 + header.length);
  const frame = new Uint8Array(start + end);
  new DataView(frame.buffer).setUint32(0, header.length, true);
  frame.set(header, 4);
  for (const { at, bytes } of parts) frame.set(bytes, start + at);
  return frame;
}

const numbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

/** @throws {Error} when the bytes are no frame */
export function decodeFrame(frame: Uint8Array): unknown {
  const malformed = (): never => {
    throw new Error('This is not a frame of the protocol.');
  };
  if (frame.length < 4) return malformed();
  const length = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0, true);
  if (4 + length > frame.length) return malformed();
  const start = padded(4 + length);

  const array = (type: unknown, at: unknown, count: unknown): unknown => {
    if (type !== 'u8' && type !== 'f32') return malformed();
    if (typeof at !== 'number' || typeof count !== 'number') return malformed();
    if (!Number.isInteger(at) || !Number.isInteger(count) || at < 0 || count < 0) return malformed();
    const Type = types[type];
    const size = count * Type.BYTES_PER_ELEMENT;
    if (start + at + size > frame.length) return malformed();
    // A copy: it is aligned whatever the frame's place in its buffer, and keeps no larger buffer alive.
    return new Type(frame.slice(start + at, start + at + size).buffer);
  };
  const special = (value: unknown): unknown => {
    if (!Array.isArray(value)) return fields(value as object);
    const [first, at, count] = value as unknown[];
    if (value.length === 1 && typeof first === 'string' && Object.hasOwn(numbers, first))
      return numbers[first];
    return array(first, at, count);
  };
  const fields = (value: object): unknown =>
    Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
  const revive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revive);
    if (typeof value !== 'object' || value === null) return value;
    const keys = Object.keys(value);
    return keys.length === 1 && keys[0] === '$' ? special((value as { $: unknown }).$) : fields(value);
  };
  const header = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(4, 4 + length));
  return revive(JSON.parse(header));
}
