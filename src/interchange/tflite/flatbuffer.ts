/*
 * Writes FlatBuffers (https://flatbuffers.dev/internals/) from the root on, so that large vectors come last and are made
 * as the file is written. The usual builders write backwards and hold the whole file in memory, twice while it grows.
 */

/** Bytes that are made as they are asked for. */
export interface Blob {
  readonly size: number;
  chunks(): Iterable<Uint8Array>;
}

type Scalar = {
  readonly is: 'scalar';
  readonly type: 'bool' | 'uint8' | 'int8' | 'int32' | 'uint32' | 'float32';
  readonly value: number;
};

/** What a table's field or a vector's element refers to. */
export type Reference =
  | { readonly is: 'table'; readonly fields: readonly (Field | undefined)[] }
  | { readonly is: 'tables'; readonly items: readonly Reference[] }
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'numbers'; readonly width: number; readonly bytes: Uint8Array }
  | { readonly is: 'blob'; readonly blob: Blob };

export type Field = Scalar | Reference;

const scalar =
  (type: Scalar['type']) =>
  (value: number): Scalar => ({ is: 'scalar', type, value });

export const bool = (value: boolean): Scalar => scalar('bool')(Number(value));
export const uint8 = scalar('uint8');
export const int8 = scalar('int8');
export const int32 = scalar('int32');
export const uint32 = scalar('uint32');
export const float32 = scalar('float32');

/** @param fields by their slot in the schema; what is left out has the schema's default */
export const table = (fields: readonly (Field | undefined)[]): Reference => ({ is: 'table', fields });
export const tables = (items: readonly Reference[]): Reference => ({ is: 'tables', items });
export const text = (value: string): Reference => ({ is: 'text', value });
export const blobOf = (blob: Blob): Reference => ({ is: 'blob', blob });

const numbers = (typed: Int32Array | Float32Array | BigInt64Array): Reference => ({
  is: 'numbers',
  width: typed.BYTES_PER_ELEMENT,
  bytes: new Uint8Array(typed.buffer),
});
export const int32s = (values: readonly number[]): Reference => numbers(Int32Array.from(values));
export const float32s = (values: Iterable<number>): Reference => numbers(Float32Array.from(values));
export const int64s = (values: readonly number[]): Reference => numbers(BigInt64Array.from(values, BigInt));

const widths: Readonly<Record<Scalar['type'], number>> = {
  bool: 1,
  uint8: 1,
  int8: 1,
  int32: 4,
  uint32: 4,
  float32: 4,
};

const setters: Readonly<Record<Scalar['type'], (view: DataView, at: number, value: number) => void>> = {
  bool: (view, at, value) => view.setUint8(at, value),
  uint8: (view, at, value) => view.setUint8(at, value),
  int8: (view, at, value) => view.setInt8(at, value),
  int32: (view, at, value) => view.setInt32(at, value, true),
  uint32: (view, at, value) => view.setUint32(at, value, true),
  float32: (view, at, value) => view.setFloat32(at, value, true),
};

const widthOf = (field: Field): number => (field.is === 'scalar' ? widths[field.type] : 4);

const upTo = (at: number, width: number): number => Math.ceil(at / width) * width;

/** Elements of weights begin at multiples of this, which the kernels of TensorFlow Lite want. */
const blobAlignment = 16;

/** A file that grows: what is small in one array, blobs by their places. */
class Layout {
  #bytes = new Uint8Array(1 << 16);
  #size = 0;
  readonly #blobs: { readonly blob: Blob; readonly from: number }[] = [];

  get view(): DataView {
    return new DataView(this.#bytes.buffer);
  }

  /** Room for so many bytes, of which the one at `offset` begins at a multiple of `width`. @returns where it starts */
  take(size: number, width: number, offset = 0): number {
    const at = upTo(this.#size + offset, width) - offset;
    this.#size = at + size;
    if (this.#size > this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#size);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    return at;
  }

  put(bytes: Uint8Array, at: number): void {
    this.#bytes.set(bytes, at);
  }

  /** @returns where its length stands, of what is beyond everything small */
  blob(blob: Blob): number {
    const last = this.#blobs.at(-1);
    const end = last ? last.from + 4 + last.blob.size : this.#size;
    const from = upTo(end + 4, blobAlignment) - 4;
    this.#blobs.push({ blob, from });
    return from;
  }

  *chunks(): Generator<Uint8Array> {
    yield this.#bytes.subarray(0, this.#size);
    let written = this.#size;
    for (const { blob, from } of this.#blobs) {
      const head = new Uint8Array(from + 4 - written);
      new DataView(head.buffer).setUint32(from - written, blob.size, true);
      yield head;
      yield* blob.chunks();
      written = from + 4 + blob.size;
    }
  }
}

type PendingReference = { readonly node: Reference; readonly from: number };

/** Writes the node itself. @returns where it stands, and what it refers to from where */
function place(
  layout: Layout,
  node: Exclude<Reference, { is: 'blob' }>,
): [at: number, waits: PendingReference[]] {
  if (node.is === 'text' || node.is === 'numbers') {
    const bytes = node.is === 'text' ? new TextEncoder().encode(node.value) : node.bytes;
    const width = node.is === 'text' ? 1 : node.width;
    // A text ends with a zero.
    const at = layout.take(4 + bytes.length + 1, Math.max(4, width), 4);
    layout.view.setUint32(at, bytes.length / width, true);
    layout.put(bytes, at + 4);
    return [at, []];
  }
  if (node.is === 'tables') {
    const at = layout.take(4 + 4 * node.items.length, 4);
    layout.view.setUint32(at, node.items.length, true);
    return [at, node.items.map((item, index) => ({ node: item, from: at + 4 + 4 * index }))];
  }
  const slots = node.fields.length;
  const offsets = new Array<number>(slots).fill(0);
  let size = 4;
  for (const [slot, field] of node.fields.entries()) {
    if (!field) continue;
    size = upTo(size, widthOf(field));
    offsets[slot] = size;
    size += widthOf(field);
  }
  const vtable = 4 + 2 * slots;
  const start = layout.take(vtable + size, 4, vtable);
  const at = start + vtable;
  const { view } = layout;
  view.setUint16(start, vtable, true);
  view.setUint16(start + 2, size, true);
  for (const [slot, offset] of offsets.entries()) view.setUint16(start + 4 + 2 * slot, offset, true);
  view.setInt32(at, vtable, true);
  const waits: PendingReference[] = [];
  for (const [slot, field] of node.fields.entries()) {
    if (field?.is === 'scalar') setters[field.type](view, at + offsets[slot]!, field.value);
    else if (field) waits.push({ node: field, from: at + offsets[slot]! });
  }
  return [at, waits];
}

/**
 * The bytes of a file.
 * @param identifier four letters
 */
export function flatbuffer(root: Reference, identifier: string): Iterable<Uint8Array> {
  const layout = new Layout();
  const head = layout.take(8, 4);
  layout.put(new TextEncoder().encode(identifier), head + 4);
  const waits: PendingReference[] = [{ node: root, from: head }];
  const blobs: { readonly blob: Blob; readonly from: number }[] = [];
  for (const { node, from } of waits) {
    if (node.is === 'blob') {
      blobs.push({ blob: node.blob, from });
      continue;
    }
    const [at, own] = place(layout, node);
    layout.view.setUint32(from, at - from, true);
    waits.push(...own);
  }
  for (const { blob, from } of blobs) layout.view.setUint32(from, layout.blob(blob) - from, true);
  return layout.chunks();
}
