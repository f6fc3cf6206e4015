import { openRegular, type RegularFile } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message } from '../../text/message.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { loading } from '../reading/budget.ts';
import { type ByteReader, createByteReader } from '../reading/byte-reader.ts';
import { contentOf, isGzip, maxUnpackedBytes } from '../reading/unpack.ts';
import { sharedBytes } from '../shared.ts';
import { requireFew } from '../sound.ts';

/** Bytes that the values of one file may have: more than any known set in this format. */
const largest = 2 ** 31 - 1;
/** Bytes before the dimensions: two zeros, the type, the rank. */
const magicBytes = 4;

const corrupt = (detail: Message): EngineError => new EngineError('dataset-corrupt', detail);

/** Reads the magic number of an IDX file (Y. LeCun) of unsigned bytes. Returns how many dimensions it has. */
function rankOf(magic: Uint8Array, file: string): number {
  if (magic.length < magicBytes || magic[0] !== 0 || magic[1] !== 0)
    throw corrupt(message('datasets.not-idx', { file }));
  if (magic[2] !== 0x08) throw corrupt(message('datasets.idx-type', { file, type: magic[2]! }));
  const rank = magic[3]!;
  if (rank < 1 || rank > 4) throw corrupt(message('datasets.idx-header', { file }));
  return rank;
}

function dimensionsOf(bytes: Uint8Array, rank: number, file: string): number[] {
  if (bytes.length < rank * 4) throw corrupt(message('datasets.idx-header', { file }));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: rank }, (_, index) => view.getUint32(index * 4));
}

const sizeOf = (dims: readonly number[]): number =>
  dims.reduce((product, dimension) => product * dimension, 1);

const wrongLength = (
  file: string,
  dims: readonly number[],
  found: number | null,
  bound: 'exactly' | 'at-most' | 'more' = 'exactly',
): EngineError => corrupt(message('datasets.idx-length', { file, shape: dims.join(' × '), found, bound }));

/** An IDX file in memory. @throws EngineError `dataset-corrupt` */
export function decodeIdx(bytes: Uint8Array, file: string): { dims: readonly number[]; data: Uint8Array } {
  const rank = rankOf(bytes.subarray(0, magicBytes), file);
  const start = magicBytes + rank * 4;
  const dims = dimensionsOf(bytes.subarray(magicBytes, start), rank, file);
  if (bytes.length - start !== sizeOf(dims)) throw wrongLength(file, dims, bytes.length - start);
  return { dims, data: bytes.subarray(start) };
}

/** An IDX file on disk, its header read. */
interface OpenIdx {
  readonly file: RegularFile;
  readonly dims: readonly number[];
  /** Bytes of its values. */
  readonly size: number;
  readonly values: ByteReader;
}

/** Reads the header alone. @throws EngineError `dataset-corrupt` for dimensions that the file cannot hold */
async function readHeader(file: RegularFile, values: ByteReader): Promise<Pick<OpenIdx, 'dims' | 'size'>> {
  const rank = rankOf(await values.take(magicBytes), file.path);
  const dims = dimensionsOf(await values.take(rank * 4), rank, file.path);
  const size = sizeOf(dims);
  if (size > largest) {
    throw corrupt(
      message('datasets.idx-too-large', { file: file.path, shape: dims.join(' × '), most: largest }),
    );
  }
  const rest = file.size - magicBytes - rank * 4;
  if (!(await isGzip(file))) {
    if (size !== rest) throw wrongLength(file.path, dims, rest);
  } else if (size > maxUnpackedBytes(file.size)) {
    throw wrongLength(file.path, dims, maxUnpackedBytes(file.size), 'at-most');
  }
  return { dims, size };
}

async function openIdx(file: RegularFile): Promise<OpenIdx> {
  const values = createByteReader(contentOf(file));
  try {
    return { file, values, ...(await readHeader(file, values)) };
  } catch (error) {
    await values.close();
    throw error;
  }
}

async function readValues({ file, dims, size, values }: OpenIdx): Promise<Uint8Array> {
  const data = sharedBytes(size);
  const length = await values.fill(data);
  if (length < size) throw wrongLength(file.path, dims, length);
  if (!(await values.atEnd())) throw wrongLength(file.path, dims, null, 'more');
  return data;
}

interface Named {
  readonly name: string;
  readonly dims: readonly number[];
}

/** Checks that images `[n, height, width]` or `[n, height, width, channels]` go with labels `[n]`. */
function shapeOf(images: Named, labels: Named): { count: number; shape: Split['shape'] } {
  const [count = 0, height = 0, width = 0, channels = 1] = images.dims;
  if (images.dims.length < 3 || (channels !== 1 && channels !== 3) || height * width === 0) {
    throw corrupt(message('datasets.idx-images', { file: images.name, shape: images.dims.join(' × ') }));
  }
  if (labels.dims.length !== 1 || labels.dims[0] !== count) {
    throw corrupt(
      message('datasets.idx-labels', {
        file: images.name,
        images: count,
        labelsFile: labels.name,
        labels: labels.dims.join(' × '),
      }),
    );
  }
  requireFew(count, images.name);
  return { count, shape: [height, width, channels] };
}

/** Images and labels, each an IDX file in memory. @throws EngineError `dataset-corrupt` */
export function idxSplit(images: Uint8Array, labels: Uint8Array, names: readonly [string, string]): Split {
  const pictures = decodeIdx(images, names[0]);
  const marks = decodeIdx(labels, names[1]);
  return {
    ...shapeOf({ name: names[0], dims: pictures.dims }, { name: names[1], dims: marks.dims }),
    images: pictures.data,
    labels: marks.data,
  };
}

export type IdxPair = readonly [imagesFile: string, labelsFile: string];

/**
 * Splits, each of two IDX files, gzip or not. The headers of all are read first, so that the memory they take together
 * is known before the first value is.
 * @throws EngineError `dataset-corrupt`, `dataset-too-large`; FileError
 */
export async function readIdxPairs(pairs: readonly IdxPair[], options: LoadOptions = {}): Promise<Split[]> {
  const open: OpenIdx[] = [];
  const files: RegularFile[] = [];
  try {
    for (const name of pairs.flat()) {
      const file = await openRegular(name, Number.MAX_SAFE_INTEGER);
      files.push(file);
      open.push(await openIdx(file));
    }
    const splits = pairs.map((_, at) => {
      const [images, labels] = [open[2 * at]!, open[2 * at + 1]!];
      const named = ({ file, dims }: OpenIdx): Named => ({ name: file.path, dims });
      return { images, labels, ...shapeOf(named(images), named(labels)) };
    });
    const total = open.reduce((sum, { size }) => sum + size, 0);
    return await loading.hold(
      total,
      pairs[0]?.[0] ?? '',
      async () => {
        const read: Split[] = [];
        for (const { images, labels, count, shape } of splits) {
          read.push({ count, shape, images: await readValues(images), labels: await readValues(labels) });
        }
        return read;
      },
      options.canceled,
    );
  } finally {
    for (const { values } of open) await values.close();
    for (const file of files) await file.close();
  }
}
