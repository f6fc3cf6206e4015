import { halfToFloat } from '../../numbers/half.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import { type ByteReader, createByteReader } from '../reading/byte-reader.ts';

type Read = (view: DataView, at: number, little: boolean) => number;

/** How to read an element, by NumPy's type codes. Whole numbers beyond 2^53 lose their last digits. */
const numbers: Readonly<Record<string, Read>> = {
  u1: (view, at) => view.getUint8(at),
  b1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f2: (view, at, little) => halfToFloat(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

/** Characters that a text may have. */
const maxTextLength = 1000;

/** What the elements of an array are. */
interface ElementType {
  readonly kind: 'bool' | 'whole' | 'float' | 'text';
  /** Bytes each. */
  readonly size: number;
  readonly read: Read;
  readonly readText: (view: DataView, at: number) => string;
}

const trimmed = (text: string): string => text.replace(/\0+$/, '');

/** Null for a type that is not read: objects, times, complex numbers. */
function typeOf(code: string): ElementType | null {
  const [, order, letter, digits] = /^([<>|=])([a-zA-Z])(\d+)$/.exec(code) ?? [];
  const little = order !== '>';
  const count = Number(digits);
  if (letter === 'U' && count <= maxTextLength) {
    const readText = (view: DataView, at: number): string => {
      const points = Array.from({ length: count }, (_, index) => view.getUint32(at + 4 * index, little));
      return trimmed(points.map((point) => String.fromCodePoint(Math.min(point, 0x10ffff))).join(''));
    };
    return { kind: 'text', size: 4 * count, read: () => Number.NaN, readText };
  }
  if (letter === 'S' && count <= maxTextLength) {
    const readText = (view: DataView, at: number): string =>
      trimmed(new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, count)));
    return { kind: 'text', size: count, read: () => Number.NaN, readText };
  }
  const name = `${letter}${digits}`;
  const read = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (!read) return null;
  const kind = letter === 'f' ? 'float' : letter === 'b' ? 'bool' : 'whole';
  return {
    kind,
    size: count,
    read: (view, at) => read(view, at, little),
    readText: (view, at) => String(read(view, at, little)),
  };
}

const kinds: Readonly<Record<string, string>> = { u: 'uint', i: 'int', f: 'float' };

/** A type code as NumPy names the type. */
function nameOf(code: string): string {
  const [, letter = '', bytes = ''] = /^[<>|=]([uif])(\d+)$/.exec(code) ?? [];
  if (letter !== '') return `${kinds[letter]}${8 * Number(bytes)}`;
  return code === '|b1' ? 'bool' : code;
}

/** An array of a `.npy` file, its values still unread. */
export interface NpyArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** How many values it has. */
  readonly size: number;
  readonly kind: ElementType['kind'];
  /** As NumPy names it: "uint8", "<U3". */
  readonly type: string;
  /** Whether each value is a byte, 0 to 255. */
  readonly isBytes: boolean;
  /** Gives each value as a number, in the order of the file, from the first each time. */
  each(use: (value: number, at: number) => void): Promise<void>;
  /** As `each`, every value as text. */
  eachText(use: (value: string, at: number) => void): Promise<void>;
  /** Copies the bytes of the values. */
  copy(into: Uint8Array): Promise<void>;
}

/** Bytes that a header may have; NumPy's own have some hundred. */
const maxHeaderBytes = 65_536;
/** Values that are read at a time. */
const atATime = 8192;

interface Header {
  readonly code: string;
  readonly shape: readonly number[];
  readonly start: number;
}

async function readHeader(bytes: ByteReader, corrupt: (why: Message) => EngineError): Promise<Header> {
  const intro = await bytes.take(10);
  const view = new DataView(intro.buffer, intro.byteOffset, intro.byteLength);
  if (intro.length < 10 || view.getUint32(0) !== 0x934e554d) throw corrupt(message('datasets.not-npy'));
  let length = view.getUint16(8, true);
  let start = 10;
  if (intro[6]! >= 2) {
    const more = await bytes.take(2);
    length += ((more[0] ?? 0) + (more[1] ?? 0) * 256) * 65_536;
    start = 12;
  }
  if (length > maxHeaderBytes)
    throw corrupt(message('datasets.npy-header-length', { bytes: length, most: maxHeaderBytes }));
  const header = await bytes.take(length);
  if (header.length < length) throw corrupt(message('datasets.npy-header-cut'));
  const text = new TextDecoder('latin1').decode(header);
  if (/'fortran_order':\s*True/.test(text)) throw corrupt(message('datasets.npy-fortran'));
  const shape = (/'shape':\s*\(([^)]*)\)/.exec(text)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number);
  return { code: /'descr':\s*'([^']*)'/.exec(text)?.[1] ?? '', shape, start: start + length };
}

/**
 * Opens an array in NumPy's format (NEP 1), in C order.
 * @param length bytes that it has @param content its bytes, from the first each time
 * @throws EngineError `dataset-corrupt`
 */
export async function openNpy(
  name: string,
  length: number,
  content: () => AsyncIterable<Uint8Array>,
): Promise<NpyArray> {
  const corrupt = (why: Message) =>
    new EngineError('dataset-corrupt', message('datasets.at', { file: name, why }));
  const head = createByteReader(content());
  const { code, shape, start } = await readHeader(head, corrupt).finally(() => head.close());
  const type = typeOf(code);
  if (!type) {
    throw corrupt(
      /O/.test(code) ? message('imports.npy-objects') : message('datasets.npy-type', { type: code }),
    );
  }
  const { size: bytesEach } = type;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  if (!shape.every((dimension) => Number.isSafeInteger(dimension) && dimension >= 0)) {
    throw corrupt(message('datasets.npy-shape', { shape: shape.join(', ') }));
  }
  if (!Number.isSafeInteger(size) || length - start !== size * bytesEach) {
    throw corrupt(
      message('datasets.npy-length', { shape: shape.join(' × '), bytes: Math.max(0, length - start) }),
    );
  }

  const withValues = async (work: (bytes: ByteReader) => Promise<void>): Promise<void> => {
    const bytes = createByteReader(content());
    try {
      await bytes.take(start);
      await work(bytes);
      // The checksum is compared at the end.
      if (!(await bytes.atEnd())) throw corrupt(message('datasets.npy-more'));
    } finally {
      await bytes.close();
    }
  };

  const eachOf = <T>(read: (view: DataView, at: number) => T, use: (value: T, at: number) => void) =>
    withValues(async (bytes) => {
      for (let done = 0; done < size; ) {
        const part = await bytes.take(bytesEach * Math.min(atATime, size - done));
        const count = bytesEach === 0 ? size - done : part.length / bytesEach;
        if (count === 0 || !Number.isInteger(count)) throw corrupt(message('datasets.cut-short'));
        const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
        for (let at = 0; at < count; at++) use(read(view, at * bytesEach), done + at);
        done += count;
      }
    });

  return {
    name,
    shape,
    size,
    kind: type.kind,
    type: nameOf(code),
    isBytes: code === '|u1',
    each: (use) => eachOf((view, at) => type.read(view, at, true), use),
    eachText: (use) => eachOf(type.readText, use),
    copy: (into) =>
      withValues(async (bytes) => {
        if ((await bytes.fill(into)) < into.length) throw corrupt(message('datasets.cut-short'));
      }),
  };
}
