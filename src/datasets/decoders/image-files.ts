import { relative } from 'node:path';
import { FileError } from '../../files/errors.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import type { ImportReport, LeftOutFile } from '../../protocol/import-report.ts';
import { message, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { LoadOptions, SplitHandle } from '../dataset.ts';
import { canceledError, loading, resident } from '../reading/budget.ts';
import { resized } from '../resize.ts';
import { type ImageOptions, readHeaderOf, readImage } from './image.ts';
import { uprightSize } from './image-header.ts';
import { openPixelStore, type PixelStore } from './pixel-store.ts';

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
const maxSide = 512;
const together = 32;
/** Samples of 16 bits that are all below this were made with 12. */
const twelveBits = 2 ** 12;

interface MeasuredFile extends LabeledFile {
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
  { canceled, onProgress }: LoadOptions,
  phase: Text,
  work: (one: T, at: number) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < all.length; start += together) {
    if (canceled?.()) throw canceledError();
    const part = all.slice(start, start + together);
    await Promise.all(part.map((one, index) => work(one, start + index)));
    onProgress?.({ phase, done: start + part.length, total: all.length });
  }
}

/** Looks at the headers of all files. What is no image is left out. */
async function readHeaders(
  files: readonly LabeledFile[],
  options: LoadOptions,
  leftOut: LeftOutFile[],
): Promise<MeasuredFile[]> {
  const found: (MeasuredFile | null)[] = files.map(() => null);
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
function sizesOf(seen: readonly MeasuredFile[]): ImportReport['sizes'] {
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
function dimensionsOf(seen: readonly MeasuredFile[], size: ImageFileOptions['size']): Dimensions {
  const [most] = sizesOf(seen);
  const channels = seen.some((image) => image.channels === 3) ? 3 : 1;
  if (size) return [...size, channels];
  const { height, width } = most!;
  const shrink = Math.min(1, maxSide / Math.max(height, width));
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
  readonly split: SplitHandle;
  /** The largest sample of 16 bits; null where none has as many. */
  readonly peak: number | null;
}

/** Decodes images into a store. What cannot be decoded is left out. */
async function read(
  path: string,
  store: PixelStore,
  seen: readonly MeasuredFile[],
  dimensions: Dimensions,
  images: ImageFileOptions,
  options: LoadOptions,
  leftOut: LeftOutFile[],
): Promise<Read> {
  const isRead = new Uint8Array(seen.length);
  let peak: number | null = null;
  await eachOf(seen, options, message('datasets.decoding-images'), async ({ file }, at) => {
    try {
      await readImage(
        file,
        async (image) => {
          await store.put(at, fitted(image, dimensions));
          if (image.peak !== null) peak = Math.max(peak ?? 0, image.peak);
        },
        images,
      );
      isRead[at] = 1;
    } catch (error) {
      leftOut.push({ file, reason: faultOf(error) });
    }
  });
  const places = [...isRead.keys()].filter((at) => isRead[at] === 1);
  const decoded = places.map((at) => seen[at]!);
  const labels = Int32Array.from(decoded, ({ label }) => label);
  const origin = {
    names: decoded.map(({ file }) => relative(path, file)),
    sizes: Int32Array.from(decoded.flatMap(({ height, width }) => [height, width])),
  };
  return {
    split: { count: places.length, shape: dimensions, labels, origin, ...(await store.take(places)) },
    peak,
  };
}

/** What is done to images so that all have the same shape. */
function changesOf(
  seen: readonly MeasuredFile[],
  [height, width, channels]: Dimensions,
  asked: boolean,
): Text[] {
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
  readonly parts: Readonly<Record<Part, SplitHandle | null>>;
  readonly sizes: ImportReport['sizes'];
  readonly changes: readonly Text[];
  readonly warnings: readonly Text[];
  readonly leftOut: readonly LeftOutFile[];
  /** See `Decoded`. */
  release(): Promise<void>;
}

/**
 * Decodes image files to one shape: into memory, or, where that is more than is to stay there, into temporary files of
 * records. Files that cannot be decoded are left out, unless there is no other.
 * @param path what the files belong to, for errors
 * @throws EngineError `image` or FileError where no file can be decoded, `canceled`
 */
export async function readImageFiles<Part extends string>(
  path: string,
  files: Readonly<Record<Part, readonly LabeledFile[]>>,
  images: ImageFileOptions,
  options: LoadOptions,
): Promise<ImageParts<Part>> {
  const leftOut: LeftOutFile[] = [];
  const names = Object.keys(files) as Part[];
  const seen = new Map<Part, MeasuredFile[]>();
  for (const name of names) seen.set(name, await readHeaders(files[name], options, leftOut));
  const all = [...seen.values()].flat();
  const refuseAll = (): never => {
    throw new EngineError('image', message('imports.no-image', { path, reason: leftOut[0]?.reason ?? '' }));
  };
  if (all.length === 0) refuseAll();
  const dimensions = dimensionsOf(all, images.size);
  const size = dimensions[0] * dimensions[1] * dimensions[2];
  const bytes = all.length * size;
  const stores: PixelStore[] = [];
  const release = async (): Promise<void> => {
    for (const store of stores) await store.release();
  };
  const work = async () => {
    const found = new Map<Part, Read>();
    for (const name of names) {
      const own = seen.get(name)!;
      const store = await openPixelStore(own.length, size, bytes);
      stores.push(store);
      found.set(name, await read(path, store, own, dimensions, images, options, leftOut));
    }
    return found;
  };
  const held = bytes > resident ? 0 : bytes;
  const found = await loading.hold(held, path, work, options.canceled).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const reads = [...found.values()];
  if (reads.every(({ split }) => split.count === 0)) {
    await release();
    refuseAll();
  }
  const peak = reads.reduce<number | null>(
    (most, each) => (each.peak === null ? most : Math.max(most ?? 0, each.peak)),
    null,
  );
  const parts = Object.fromEntries(
    names.map((name) => {
      const { split } = found.get(name)!;
      return [name, split.count > 0 ? split : null];
    }),
  ) as Record<Part, SplitHandle | null>;
  return {
    parts,
    sizes: sizesOf(all),
    changes: changesOf(all, dimensions, images.size !== null),
    warnings:
      images.bits === 16 && peak !== null && peak > 255 && peak < twelveBits
        ? [message('imports.twelve-bits', { peak })]
        : [],
    leftOut,
    release,
  };
}
