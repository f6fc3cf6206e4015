import { relative } from 'node:path';
import { FileError } from '../../files/errors.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import type { ImportReport, LeftOutFile } from '../../protocol/import-report.ts';
import { message, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { cancelledError, loading } from '../reading/budget.ts';
import { resized } from '../resize.ts';
import { sharedBytes } from '../shared.ts';
import { type ImageOptions, readHeaderOf, readImage } from './image.ts';
import { uprightSize } from './image-header.ts';

/** An image file and the class that it is an example of. */
export interface LabeledFile {
  readonly file: string;
  readonly label: number;
}

export interface ImageFileOptions extends ImageOptions {
  /** Height and width of all; null for those that most of them have. */
  readonly size: readonly [number, number] | null;
}

/** Whether a name is that of an image in a format that is read. */
export const isImageName = (name: string): boolean =>
  /\.(png|jpe?g|jfif|webp|bmp|dib|tiff?|gif)$/i.test(name);

/** Images are shrunk to this side at most: what a network of this kind takes. */
const largestSide = 512;
/** Bytes that a set may take in memory. */
const largestSet = 2 ** 31 - 1;
const together = 32;
/** Samples of 16 bits that are all below this were made with 12. */
const twelveBits = 2 ** 12;

interface Seen extends LabeledFile {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

type Dimensions = readonly [height: number, width: number, channels: 1 | 3];

/** Why a file is left out; what is no fault of the file is thrown. */
function faultOf(error: unknown): Text {
  const isOfFile = error instanceof FileError || (error instanceof EngineError && error.code === 'image');
  if (!isOfFile) throw error;
  return textOf(error);
}

/** Does some work with each, a few at a time. */
async function eachOf<T>(
  all: readonly T[],
  { cancelled, onProgress }: LoadOptions,
  phase: Text,
  work: (one: T, at: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < all.length; start += together) {
    if (cancelled?.()) throw cancelledError();
    const part = all.slice(start, start + together);
    await Promise.all(part.map((one, index) => work(one, start + index)));
    onProgress?.({ phase, done: start + part.length, total: all.length });
  }
}

/** Looks at the headers of all files. What is no image is left out. */
async function look(
  files: readonly LabeledFile[],
  options: LoadOptions,
  leftOut: LeftOutFile[],
): Promise<Seen[]> {
  const found: (Seen | null)[] = files.map(() => null);
  await eachOf(files, options, message('imports.looking'), async (one, at) => {
    try {
      const header = await readHeaderOf(one.file);
      const [height, width] = uprightSize(header);
      found[at] = { ...one, height, width, channels: header.channels };
    } catch (error) {
      leftOut.push({ file: one.file, reason: faultOf(error) });
    }
  });
  return found.flatMap((one) => one ?? []);
}

/** Sizes and how many images have each, the most common first, of equally common ones the largest. */
function sizesOf(seen: readonly Seen[]): ImportReport['sizes'] {
  const counts = new Map<string, { height: number; width: number; count: number }>();
  for (const { height, width } of seen) {
    const key = `${height}x${width}`;
    const known = counts.get(key) ?? { height, width, count: 0 };
    known.count++;
    counts.set(key, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || b.height * b.width - a.height * a.width);
}

/** The size that all take: the asked one, or the most common, shrunk to what is allowed; color where any has it. */
function dimensionsOf(seen: readonly Seen[], size: ImageFileOptions['size']): Dimensions {
  const [most] = sizesOf(seen);
  const channels = seen.some((image) => image.channels === 3) ? 3 : 1;
  if (size) return [...size, channels];
  const { height, width } = most!;
  const shrink = Math.min(1, largestSide / Math.max(height, width));
  return [Math.max(1, Math.round(height * shrink)), Math.max(1, Math.round(width * shrink)), channels];
}

/** The image as the set has them: of its size, gray as the mean of three channels or gray three times. */
function fitted(image: Image, [height, width, channels]: Dimensions): Uint8Array {
  const { data, channels: own } = resized(image, height, width);
  if (own === channels) return data;
  const out = new Uint8Array(height * width * channels);
  for (let pixel = 0; pixel < height * width; pixel++) {
    if (channels === 3) out.fill(data[pixel]!, pixel * 3, pixel * 3 + 3);
    else out[pixel] = Math.round((data[pixel * 3]! + data[pixel * 3 + 1]! + data[pixel * 3 + 2]!) / 3);
  }
  return out;
}

interface Read {
  readonly split: Split;
  /** The largest sample of 16 bits; null where none has as many. */
  readonly peak: number | null;
}

/** Decodes images into one array. What cannot be decoded is left out. */
async function read(
  path: string,
  seen: readonly Seen[],
  dimensions: Dimensions,
  images: ImageFileOptions,
  options: LoadOptions,
  leftOut: LeftOutFile[],
): Promise<Read> {
  const size = dimensions[0] * dimensions[1] * dimensions[2];
  const pixels = sharedBytes(seen.length * size);
  const isRead = new Uint8Array(seen.length);
  let peak: number | null = null;
  await eachOf(seen, options, message('datasets.decoding-images'), async ({ file }, at) => {
    try {
      await readImage(
        file,
        (image) => {
          pixels.set(fitted(image, dimensions), at * size);
          if (image.peak !== null) peak = Math.max(peak ?? 0, image.peak);
        },
        images,
      );
      isRead[at] = 1;
    } catch (error) {
      leftOut.push({ file, reason: faultOf(error) });
    }
  });
  let count = 0;
  for (let at = 0; at < seen.length; at++) {
    if (isRead[at] === 0) continue;
    if (count < at) pixels.copyWithin(count * size, at * size, (at + 1) * size);
    count++;
  }
  const decoded = seen.filter((_, at) => isRead[at] === 1);
  const labels = Int32Array.from(decoded, ({ label }) => label);
  const origin = {
    names: decoded.map(({ file }) => relative(path, file)),
    sizes: Int32Array.from(decoded.flatMap(({ height, width }) => [height, width])),
  };
  return {
    split: { count, shape: dimensions, images: pixels.subarray(0, count * size), labels, origin },
    peak,
  };
}

/** What is done to images so that all have the same shape. */
function changesOf(seen: readonly Seen[], [height, width, channels]: Dimensions, asked: boolean): Text[] {
  const changes: Text[] = [];
  const other = seen.filter((image) => image.height !== height || image.width !== width);
  const isBent = other.some(
    (image) => Math.abs(image.height * width - image.width * height) > Math.max(height, width),
  );
  if (other.length > 0) {
    changes.push(
      message('imports.resized', {
        count: other.length,
        all: seen.length,
        size: `${height} × ${width}`,
        asked,
        isBent,
      }),
    );
  }
  const gray = seen.filter((image) => image.channels === 1).length;
  if (channels === 3 && gray > 0)
    changes.push(message('imports.made-color', { count: gray, all: seen.length }));
  return changes;
}

/** Images of some parts, all of one shape, and what there is to say about them. */
export interface ImageParts<Part extends string> {
  /** Null where a part has no image that can be read. */
  readonly parts: Readonly<Record<Part, Split | null>>;
  readonly sizes: ImportReport['sizes'];
  readonly changes: readonly Text[];
  readonly warnings: readonly Text[];
  readonly leftOut: readonly LeftOutFile[];
}

/**
 * Decodes image files to one shape. Files that cannot be decoded are left out, unless there is no other.
 * @param path what the files belong to, for errors
 * @throws EngineError `image` or FileError where no file can be decoded, `dataset-too-large`, `cancelled`
 */
export async function readImageFiles<Part extends string>(
  path: string,
  files: Readonly<Record<Part, readonly LabeledFile[]>>,
  images: ImageFileOptions,
  options: LoadOptions,
): Promise<ImageParts<Part>> {
  const leftOut: LeftOutFile[] = [];
  const names = Object.keys(files) as Part[];
  const seen = new Map<Part, Seen[]>();
  for (const name of names) seen.set(name, await look(files[name], options, leftOut));
  const all = [...seen.values()].flat();
  const refuseAll = (): never => {
    throw new EngineError('image', message('imports.no-image', { path, reason: leftOut[0]?.reason ?? '' }));
  };
  if (all.length === 0) refuseAll();
  const dimensions = dimensionsOf(all, images.size);
  const bytes = all.length * dimensions[0] * dimensions[1] * dimensions[2];
  if (bytes > largestSet) {
    throw new EngineError(
      'dataset-too-large',
      message('datasets.too-many-images', { images: all.length, shape: dimensions.join(' × ') }),
    );
  }
  const work = async () => {
    const found = new Map<Part, Read>();
    for (const name of names)
      found.set(name, await read(path, seen.get(name)!, dimensions, images, options, leftOut));
    return found;
  };
  const found = await loading.hold(bytes, path, work, options.cancelled);
  const reads = [...found.values()];
  if (reads.every(({ split }) => split.count === 0)) refuseAll();
  const peak = reads.reduce<number | null>(
    (most, each) => (each.peak === null ? most : Math.max(most ?? 0, each.peak)),
    null,
  );
  const parts = Object.fromEntries(
    names.map((name) => {
      const { split } = found.get(name)!;
      return [name, split.count > 0 ? split : null];
    }),
  ) as Record<Part, Split | null>;
  return {
    parts,
    sizes: sizesOf(all),
    changes: changesOf(all, dimensions, images.size !== null),
    warnings:
      images.bits === 16 && peak !== null && peak > 255 && peak < twelveBits
        ? [message('imports.twelve-bits', { peak })]
        : [],
    leftOut,
  };
}
