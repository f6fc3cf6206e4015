import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import { message } from '../../text/message.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { cancelledError, loading } from '../reading/budget.ts';
import { resized } from '../resize.ts';
import { sharedBytes } from '../shared.ts';
import type { Decoder } from './decoder.ts';
import { readImage } from './image.ts';

const isImage = /\.(png|jpe?g|webp|bmp)$/i;
/** Images are shrunk to this side at most: what a network of this kind takes. */
const largestSide = 512;
/** Bytes that a set may take in memory. */
const largestSet = 2 ** 31 - 1;
const together = 32;

interface Listed {
  readonly file: string;
  readonly label: number;
}

async function subfolders(path: string): Promise<string[]> {
  const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
  const found = [];
  for (const name of names) if ((await stat(join(path, name))).isDirectory()) found.push(name);
  return found;
}

async function list(path: string, classes: readonly string[]): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const [label, name] of classes.entries()) {
    const folder = join(path, name);
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((entry) => isImage.test(entry)).sort()) {
      found.push({ file: join(folder, file), label });
    }
  }
  return found;
}

type Dimensions = readonly [height: number, width: number, channels: 1 | 3];

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

/** Bytes that so many images take. @throws EngineError `dataset-too-large` */
function bytesOf(listed: readonly Listed[], dimensions: Dimensions): number {
  const bytes = listed.length * dimensions[0] * dimensions[1] * dimensions[2];
  if (bytes <= largestSet) return bytes;
  throw new EngineError(
    'dataset-too-large',
    message('datasets.too-many-images', { images: listed.length, shape: dimensions.join(' × ') }),
  );
}

async function read(listed: readonly Listed[], dimensions: Dimensions, options: LoadOptions): Promise<Split> {
  const size = dimensions[0] * dimensions[1] * dimensions[2];
  const images = sharedBytes(listed.length * size);
  for (let start = 0; start < listed.length; start += together) {
    if (options.cancelled?.()) throw cancelledError();
    const part = listed.slice(start, start + together);
    await Promise.all(
      part.map(({ file }, index) =>
        readImage(file, (image) => images.set(fitted(image, dimensions), (start + index) * size)),
      ),
    );
    const done = Math.min(listed.length, start + together);
    options.onProgress?.({ phase: message('datasets.decoding-images'), done, total: listed.length });
  }
  const labels = Int32Array.from(listed, ({ label }) => label);
  return { count: listed.length, shape: dimensions, images, labels };
}

/** The size of the first image, shrunk to what is allowed; color if any of the first images has it. */
async function dimensionsOf(listed: readonly Listed[]): Promise<Dimensions> {
  const step = Math.max(1, Math.floor(listed.length / together));
  const some = listed.filter((_, index) => index % step === 0).slice(0, together);
  const images = await Promise.all(
    some.map(({ file }) => readImage(file, ({ height, width, channels }) => ({ height, width, channels }))),
  );
  const { height, width } = images[0]!;
  const shrink = Math.min(1, largestSide / Math.max(height, width));
  const channels = images.some((image) => image.channels === 3) ? 3 : 1;
  return [Math.max(1, Math.round(height * shrink)), Math.max(1, Math.round(width * shrink)), channels];
}

/** The images of both parts, in folders of the same classes. */
async function listParts(path: string) {
  const top = await subfolders(path);
  const train = top.find((name) => /^train(ing)?$/i.test(name));
  const test = top.find((name) => /^test(ing)?$/i.test(name)) ?? top.find((name) => /^val/i.test(name));
  const trainFolder = train === undefined ? path : join(path, train);
  const classes = await subfolders(trainFolder);
  const listed = await list(trainFolder, classes);
  const held = train !== undefined && test !== undefined ? await list(join(path, test), classes) : [];
  return { classes, listed, held };
}

/**
 * A folder for each class, with or without `train` and `test` (or `val`) above them. All images take the size of the
 * first.
 */
export const imageFolders: Decoder = {
  format: message('datasets.format-folders'),
  sniff: async ({ path, isFolder }) => isFolder && (await listParts(path)).listed.length > 0,
  async open(path, options) {
    const { classes, listed, held } = await listParts(path);
    const dimensions = await dimensionsOf(listed);
    const work = async () => ({
      classes,
      train: await read(listed, dimensions, options),
      validation: null,
      test: held.length > 0 ? await read(held, dimensions, options) : null,
    });
    const bytes = bytesOf(listed, dimensions) + bytesOf(held, dimensions);
    return loading.hold(bytes, path, work, options.cancelled);
  },
};
