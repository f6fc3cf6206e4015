import { FileError } from '../files/errors.ts';
import { openRegularSync } from '../files/read.ts';
import type { Dimensions, ExampleType } from '../preprocessing/example.ts';
import { isImageShape } from '../preprocessing/pipeline.ts';
import { message } from '../text/message.ts';
import type { PixelSource, Reader, RecordSplit, Split, SplitFacts, SplitHandle } from './dataset.ts';

const bytesPerNumber: Readonly<Record<ExampleType, number>> = { uint8: 1, float32: 4, int32: 4 };

/** Bytes of one example as it is stored. */
export const exampleBytes = ({ shape, dtype = 'uint8' }: Pick<SplitFacts, 'shape' | 'dtype'>): number =>
  shape.reduce((product, dimension) => product * dimension, bytesPerNumber[dtype]);

/** Stored bytes as the numbers that they are. */
export function numbersOf(
  bytes: Uint8Array,
  dtype: ExampleType = 'uint8',
): Uint8Array | Float32Array | Int32Array {
  if (dtype === 'uint8') return bytes;
  // A view of wider numbers begins at a multiple of their width.
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return dtype === 'float32'
    ? new Float32Array(buffer, byteOffset, byteLength / 4)
    : new Int32Array(buffer, byteOffset, byteLength / 4);
}

/** Of images `[height, width, channels]`; null where the examples are something else. */
export const imageShape = ({ shape, dtype }: Pick<SplitFacts, 'shape' | 'dtype'>): Dimensions | null =>
  isImageShape(shape, dtype) ? shape : null;

export const isInMemory = (split: SplitHandle): split is Split => 'images' in split;

/** A file that is not the one that a handle was made of. */
export function changedFile(path: string): FileError {
  return new FileError('CHANGED', message('files.not-read', { path }), {
    reason: message('files.changed-since'),
    fix: message('files.fix-reopen'),
  });
}

/** Opens records. @throws FileError, also where the file is not the one that the handle was made of */
function openRecords({ records, ...facts }: RecordSplit): Reader {
  const { count } = facts;
  const { path, start, size, mtimeMs, rows } = records;
  const file = openRegularSync(path, size);
  if (file.size !== size || file.mtimeMs !== mtimeMs) {
    file.close();
    throw changedFile(path);
  }
  const bytes = exampleBytes(facts);
  const recordOf = (index: number): number => {
    if (!(index >= 0 && index < count)) throw new RangeError(`there is no example ${index}`);
    return rows ? rows[index]! : index;
  };
  return {
    ...facts,
    read(indices, out) {
      for (let at = 0; at < indices.length; ) {
        const first = recordOf(indices[at]!);
        // Neighbors in the file are read at once.
        let run = 1;
        while (at + run < indices.length && recordOf(indices[at + run]!) === first + run) run++;
        const into = out.subarray(at * bytes, (at + run) * bytes);
        if (file.read(into, start + first * bytes) < run * bytes) throw changedFile(path);
        at += run;
      }
    },
    close: () => file.close(),
  };
}

/** The pixels of a split: those in memory as they are, others behind a reader, to be closed by whoever asked. */
export const openPixels = (split: SplitHandle): PixelSource =>
  isInMemory(split) ? split : openRecords(split);

/** Does some work with a split's pixels, wherever they are. @throws FileError, and what the work throws */
export function withReader<T>(split: SplitHandle, work: (reader: Reader) => T): T {
  if (!isInMemory(split)) {
    const reader = openRecords(split);
    try {
      return work(reader);
    } finally {
      reader.close();
    }
  }
  const bytes = exampleBytes(split);
  return work({
    ...split,
    read(indices, out) {
      for (let at = 0; at < indices.length; at++) {
        const index = indices[at]!;
        if (!(index >= 0 && index < split.count)) throw new RangeError(`there is no example ${index}`);
        out.set(split.images.subarray(index * bytes, (index + 1) * bytes), at * bytes);
      }
    },
    close: () => {},
  });
}

/** Bytes of pixels that are read at a time when all of a split are. */
const portion = 1 << 22;

/**
 * All pixels of a split in order, a few megabytes at a time, with the first example of each piece. A piece holds until
 * the next is asked for.
 */
export function* pixelPieces(
  split: SplitHandle,
): Generator<{ readonly pixels: Uint8Array; readonly first: number }> {
  if (isInMemory(split)) {
    yield { pixels: split.images, first: 0 };
    return;
  }
  const { read, count, close } = openRecords(split);
  try {
    const bytes = exampleBytes(split);
    const together = Math.max(1, Math.min(count, Math.floor(portion / bytes)));
    const piece = new Uint8Array(together * bytes);
    for (let first = 0; first < count; first += together) {
      const some = Math.min(together, count - first);
      const indices = Int32Array.from({ length: some }, (_, at) => first + at);
      const pixels = piece.subarray(0, some * bytes);
      read(indices, pixels);
      yield { pixels, first };
    }
  } finally {
    close();
  }
}

/**
 * Hands over all pixels of a split in order, a few megabytes at a time. What is handed over holds until the next.
 * @param see is called with the first example of the piece as well
 */
export function eachPixels(split: SplitHandle, see: (pixels: Uint8Array, first: number) => void): void {
  for (const { pixels, first } of pixelPieces(split)) see(pixels, first);
}
