import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import { type ByteReader, createByteReader } from '../reading/byte-reader.ts';

type Read = (view: DataView, at: number) => number;

/** Bytes an element and how to read it, by NumPy's type codes. Whole numbers beyond 2^53 lose their last digits. */
const types: Readonly<Record<string, readonly [size: number, read: Read]>> = {
  '|u1': [1, (view, at) => view.getUint8(at)],
  '|b1': [1, (view, at) => view.getUint8(at)],
  '|i1': [1, (view, at) => view.getInt8(at)],
  '<u2': [2, (view, at) => view.getUint16(at, true)],
  '<i2': [2, (view, at) => view.getInt16(at, true)],
  '<u4': [4, (view, at) => view.getUint32(at, true)],
  '<i4': [4, (view, at) => view.getInt32(at, true)],
  '<i8': [8, (view, at) => Number(view.getBigInt64(at, true))],
  '<u8': [8, (view, at) => Number(view.getBigUint64(at, true))],
  '<f4': [4, (view, at) => view.getFloat32(at, true)],
  '<f8': [8, (view, at) => view.getFloat64(at, true)],
};

/** An array of a `.npy` file, its values still unread. */
export interface NpyArray {
  readonly name: string;
  readonly shape: readonly number[];
  /** How many values it has. */
  readonly size: number;
  /** Whether its values may have fractions. */
  readonly isFloat: boolean;
  /** Whether each value is a byte, 0 to 255. */
  readonly isBytes: boolean;
  /** Gives each value as a number, in the order of the file, from the first each time. */
  each(use: (value: number, at: number) => void): Promise<void>;
  /** Copies the bytes of the values. */
  copy(into: Uint8Array): Promise<void>;
}

/** Bytes that a header may have; NumPy's own have some hundred. */
const longestHeader = 65_536;
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
  if (length > longestHeader)
    throw corrupt(message('datasets.npy-header-length', { bytes: length, most: longestHeader }));
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
  const type = Object.hasOwn(types, code) ? types[code] : undefined;
  if (!type) throw corrupt(message('datasets.npy-type', { type: code }));
  const [bytesEach, read] = type;
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

  return {
    name,
    shape,
    size,
    isFloat: code.startsWith('<f'),
    isBytes: code === '|u1',
    each: (use) =>
      withValues(async (bytes) => {
        for (let done = 0; done < size; ) {
          const part = await bytes.take(bytesEach * Math.min(atATime, size - done));
          const count = part.length / bytesEach;
          if (count === 0 || !Number.isInteger(count)) throw corrupt(message('datasets.cut-short'));
          const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
          for (let at = 0; at < count; at++) use(read(view, at * bytesEach), done + at);
          done += count;
        }
      }),
    copy: (into) =>
      withValues(async (bytes) => {
        if ((await bytes.fill(into)) < into.length) throw corrupt(message('datasets.cut-short'));
      }),
  };
}
