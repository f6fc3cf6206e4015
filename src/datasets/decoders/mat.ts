import { inflateSync } from 'node:zlib';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import { cannotUnpack } from '../reading/unpack.ts';

/** An array of unsigned bytes of a MATLAB file, in its own order: the first dimension varies fastest. */
export interface MatArray {
  readonly dims: readonly number[];
  readonly data: Uint8Array;
}

const headerBytes = 128;
const types = { int8: 1, uint8: 2, int32: 5, uint32: 6, matrix: 14, compressed: 15 } as const;

interface Element {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly next: number;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The data element at a place: its type, its bytes, and where the next one begins; small ones are in their tag. */
function elementAt(bytes: Uint8Array, at: number, fail: (why: Message) => never): Element {
  if (at + 8 > bytes.length) fail(message('datasets.ends-early'));
  const view = viewOf(bytes);
  const first = view.getUint32(at, true);
  const small = first >>> 16;
  if (small > 4) fail(message('datasets.damaged'));
  if (small > 0) return { type: first & 0xffff, bytes: bytes.subarray(at + 4, at + 4 + small), next: at + 8 };
  const length = view.getUint32(at + 4, true);
  const end = at + 8 + length;
  if (end > bytes.length) fail(message('datasets.ends-early'));
  // Compressed elements alone are not padded to eight bytes.
  const next = first === types.compressed ? end : at + 8 + Math.ceil(length / 8) * 8;
  return { type: first, bytes: bytes.subarray(at + 8, end), next };
}

/**
 * The arrays of unsigned bytes in a MATLAB file of level 5, by name ("MAT-File Format", MathWorks); others are left out.
 * @param atMost bytes that a packed array may unpack to
 * @throws EngineError `dataset-corrupt`
 */
export function decodeMat(file: Uint8Array, name: string, atMost: number): Map<string, MatArray> {
  const fail = (why: Message): never => {
    throw cannotUnpack(name, why);
  };
  const isLittle = file[126] === 0x49 && file[127] === 0x4d;
  if (file.length < headerBytes || !isLittle)
    throw new EngineError('dataset-corrupt', message('datasets.not-mat', { file: name }));
  const arrays = new Map<string, MatArray>();
  for (let at = headerBytes; at < file.length; ) {
    let element = elementAt(file, at, fail);
    at = element.next;
    if (element.type === types.compressed) {
      try {
        element = elementAt(inflateSync(element.bytes, { maxOutputLength: atMost }), 0, fail);
      } catch (error) {
        throw error instanceof EngineError ? error : cannotUnpack(name, error);
      }
    }
    if (element.type !== types.matrix) continue;
    const flags = elementAt(element.bytes, 0, fail);
    const dims = elementAt(element.bytes, flags.next, fail);
    const title = elementAt(element.bytes, dims.next, fail);
    const data = elementAt(element.bytes, title.next, fail);
    if (data.type !== types.uint8) continue;
    const view = viewOf(dims.bytes);
    const sides = Array.from({ length: dims.bytes.length >> 2 }, (_, axis) => view.getInt32(axis * 4, true));
    if (sides.reduce((product, side) => product * side, 1) !== data.bytes.length)
      fail(message('datasets.damaged'));
    arrays.set(new TextDecoder('latin1').decode(title.bytes), { dims: sides, data: data.bytes });
  }
  return arrays;
}
