import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../protocol/client.ts';
import type { Split } from '../dataset.ts';
import { decompressed } from './gzip.ts';

/** What an IDX file may hold once unpacked: more than any known set in this format. */
const largest = 2 ** 31 - 1;

const corrupt = (message: string): EngineError => new EngineError('dataset-corrupt', message);

/**
 * An IDX file (Y. LeCun): a magic number (two zero bytes, type, rank), the dimensions, the data. Only unsigned bytes.
 * @throws EngineError `dataset-corrupt`
 */
export function decodeIdx(bytes: Uint8Array, file: string): { dims: readonly number[]; data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0) throw corrupt(`${file} is no IDX file`);
  const rank = bytes[3]!;
  if (bytes[2] !== 0x08)
    throw corrupt(`${file} holds values of type ${bytes[2]}, only bytes (8) can be read`);
  const start = 4 + rank * 4;
  if (rank < 1 || rank > 4 || bytes.length < start) throw corrupt(`${file} has a damaged IDX header`);
  const dims = Array.from({ length: rank }, (_, index) => view.getUint32(4 + index * 4));
  const size = dims.reduce((product, dimension) => product * dimension, 1);
  if (bytes.length - start !== size) {
    throw corrupt(
      `${file} should hold ${dims.join(' × ')} bytes after its header, it has ${bytes.length - start}`,
    );
  }
  return { dims, data: bytes.subarray(start) };
}

/** Images `[n, height, width]` or `[n, height, width, channels]` with labels `[n]`. */
export function idxSplit(images: Uint8Array, labels: Uint8Array, names: readonly [string, string]): Split {
  const pictures = decodeIdx(images, names[0]);
  const marks = decodeIdx(labels, names[1]);
  const [count = 0, height = 0, width = 0, channels = 1] = pictures.dims;
  if (pictures.dims.length < 3 || (channels !== 1 && channels !== 3) || height * width === 0) {
    throw corrupt(`${names[0]} holds ${pictures.dims.join(' × ')} values, images were expected`);
  }
  if (marks.dims.length !== 1 || marks.dims[0] !== count) {
    throw corrupt(
      `${names[0]} holds ${count} images, but ${names[1]} holds ${marks.dims.join(' × ')} labels`,
    );
  }
  return { count, shape: [height, width, channels], images: pictures.data, labels: marks.data };
}

export async function readIdxPair(imagesFile: string, labelsFile: string): Promise<Split> {
  const [images, labels] = await Promise.all(
    [imagesFile, labelsFile].map(async (file) => decompressed(await readFile(file), file, largest)),
  );
  return idxSplit(images!, labels!, [imagesFile, labelsFile]);
}

const partNames = { train: /train/i, test: /t10k|test/i } as const;
const isImages = /images?[-.]?idx3/i;

/** The labels' name that belongs to an images file: `train-images-idx3-ubyte.gz` to `train-labels-idx1-ubyte.gz`. */
export function labelsNameOf(imagesName: string): string {
  return imagesName.replace(/images?/i, 'labels').replace(/idx3/i, 'idx1');
}

/** IDX files of a folder by part, or a single images file with its labels beside it; null where there are none. */
export async function findIdx(
  path: string,
): Promise<{ train: readonly [string, string]; test: readonly [string, string] | null } | null> {
  if (!(await stat(path)).isDirectory()) {
    return isImages.test(path) ? { train: [path, labelsNameOf(path)], test: null } : null;
  }
  const names = (await readdir(path)).filter((name) => isImages.test(name)).sort();
  const find = (part: RegExp): readonly [string, string] | null => {
    const name = names.find((candidate) => part.test(candidate));
    return name === undefined ? null : [join(path, name), join(path, labelsNameOf(name))];
  };
  const train = find(partNames.train);
  return train && { train, test: find(partNames.test) };
}
