import { basename, join, relative } from 'node:path';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import type { LeftOutFile } from '../../protocol/import-report.ts';
import { type Message, message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { LoadOptions, SplitHandle } from '../dataset.ts';
import { canceledError } from '../reading/budget.ts';
import { listFolder, walk } from '../reading/walk.ts';
import { type FolderPart, folderPart } from './class-folders.ts';
import type { Decoder } from './decoder.ts';
import { readImage } from './image.ts';
import { isImageName, readImageFiles } from './image-files.ts';
import { imageOptions, readImageOptions } from './image-options.ts';

const imagesName = /^(images?|imgs?|inputs?)$/i;
const masksName = /^(masks?|labels?|annotations?|segmentations?|ground[ _-]?truth|gt|targets?)$/i;
/** A folder of images, one of their masks, and the split that both are of; null where folders inside say it, or nothing. */
interface Folders {
  readonly images: string;
  readonly masks: string;
  readonly part: FolderPart | null;
}

async function foldersIn(path: string, part: FolderPart | null): Promise<Folders | null> {
  const { folders } = await listFolder(path);
  const images = folders.find((name) => imagesName.test(name));
  const masks = folders.find((name) => masksName.test(name));
  return images && masks ? { images: join(path, images), masks: join(path, masks), part } : null;
}

async function allFolders(path: string): Promise<Folders[]> {
  const own = await foldersIn(path, null);
  if (own) return [own];
  const found: Folders[] = [];
  for (const name of (await listFolder(path)).folders) {
    const part = folderPart(name);
    const inside = part && (await foldersIn(join(path, name), part));
    if (inside) found.push(inside);
  }
  return found;
}

/** An image and the mask of the same name. */
interface Pair {
  readonly image: string;
  readonly mask: string;
  readonly part: FolderPart;
}

/** A file's place and name without what tells masks from images. */
const keyOf = (folder: string, file: string): string =>
  relative(folder, file)
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/\.[^./]+$/, '')
    .replace(/[-_ ](mask|masks|seg|segmentation|gt|labels?|annotation)$/i, '')
    .toLowerCase();

/** Images and masks that belong together, and what has no partner. */
async function pairsOf(all: readonly Folders[]) {
  const pairs: Pair[] = [];
  const leftOut: LeftOutFile[] = [];
  for (const { images, masks, part } of all) {
    const [ofImages, ofMasks] = [await walk(images), await walk(masks)];
    leftOut.push(...ofImages.leftOut, ...ofMasks.leftOut);
    const known = new Map(ofMasks.files.filter(isImageName).map((file) => [keyOf(masks, file), file]));
    for (const image of ofImages.files) {
      const key = keyOf(images, image);
      const mask = known.get(key);
      if (!isImageName(image)) leftOut.push({ file: image, reason: message('imports.no-image-name') });
      else if (mask === undefined) leftOut.push({ file: image, reason: message('imports.no-mask') });
      else {
        known.delete(key);
        pairs.push({ image, mask, part: part ?? folderPart(key.split('/')[0]!) ?? 'train' });
      }
    }
    for (const file of known.values()) leftOut.push({ file, reason: message('imports.mask-without-image') });
  }
  return { pairs, leftOut };
}

/** Colors that masks may have: an index is a byte. */
const maxColors = 256;

/** The color of each pixel as one number, of the nearest pixel where the mask has another size. */
function colorsOf({ height, width, channels, data }: Image, rows: number, columns: number): Int32Array {
  const out = new Int32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = Math.min(height - 1, Math.floor(((row + 0.5) * height) / rows)) * width;
    for (let column = 0; column < columns; column++) {
      const at = (from + Math.min(width - 1, Math.floor(((column + 0.5) * width) / columns))) * channels;
      const green = channels === 3 ? data[at + 1]! : data[at]!;
      const blue = channels === 3 ? data[at + 2]! : data[at]!;
      out[row * columns + column] = (data[at]! << 16) | (green << 8) | blue;
    }
  }
  return out;
}

/** A gray is called by its value, 0 to 255; another color as in CSS. */
function nameOf(color: number): string {
  const [red, green, blue] = [color >> 16, (color >> 8) & 255, color & 255];
  return red === green && green === blue ? String(red) : `#${color.toString(16).padStart(6, '0')}`;
}

const corrupt = (detail: Message): EngineError => new EngineError('dataset-corrupt', detail);

/** The classes of the pixels of masks, numbered as their colors come. */
function createMasks(path: string, height: number, width: number) {
  const places = new Map<number, number>();
  const placeOf = (color: number): number => {
    const known = places.get(color);
    if (known !== undefined) return known;
    if (places.size >= maxColors)
      throw corrupt(message('imports.mask-classes', { file: path, most: maxColors }));
    places.set(color, places.size);
    return places.size - 1;
  };
  return {
    read: (file: string): Promise<Uint8Array> =>
      readImage(file, (image) => Uint8Array.from(colorsOf(image, height, width), placeOf)),
    /** Classes by their color, and where a class as it was numbered stands among them. */
    classes() {
      const colors = [...places.keys()].sort((a, b) => a - b);
      const order = new Uint8Array(maxColors);
      colors.forEach((color, at) => {
        order[places.get(color)!] = at;
      });
      return { names: colors.map(nameOf), order };
    },
  };
}

const together = 16;

/** The masks of a split, `[count, height, width]`. @throws EngineError, naming the mask that cannot be read */
async function masksOf(
  files: readonly string[],
  size: number,
  read: (file: string) => Promise<Uint8Array>,
  { canceled, onProgress }: LoadOptions,
): Promise<Uint8Array> {
  const all = new Uint8Array(files.length * size);
  for (let start = 0; start < files.length; start += together) {
    if (canceled?.()) throw canceledError();
    const some = files.slice(start, start + together);
    await Promise.all(
      some.map(async (file, at) => {
        all.set(await read(file), (start + at) * size);
      }),
    );
    onProgress?.({ phase: message('imports.reading-masks'), done: start + some.length, total: files.length });
  }
  return all;
}

/** Whether a mask can be decoded; of one that cannot, why. */
const faultOf = (mask: string) =>
  readImage(mask, () => null).catch((error: unknown) => {
    if (error instanceof EngineError && error.code === 'canceled') throw error;
    return textOf(error);
  });

/**
 * A folder of images and one of masks of the same names, with or without `train`, `val` and `test` above or below them.
 * Every color of the masks is a class of pixels.
 */
export const maskFolders: Decoder = {
  format: message('imports.format-masks'),
  options: imageOptions,
  async sniff({ path, isFolder }) {
    if (!isFolder) return false;
    const all = await allFolders(path);
    return all.length > 0 && (await pairsOf(all)).pairs.length > 0;
  },
  async open(path, options, given) {
    const { pairs, leftOut } = await pairsOf(await allFolders(path));
    const sound: Pair[] = [];
    for (const pair of pairs) {
      const reason = await faultOf(pair.mask);
      if (reason === null) sound.push(pair);
      else leftOut.push({ file: pair.mask, reason });
    }
    // Images are read with their pair's number as their label, by which their masks are found again.
    const of = (part: FolderPart) =>
      sound.flatMap((pair, label) => (pair.part === part ? [{ file: pair.image, label }] : []));
    const files = { train: of('train'), validation: of('validation'), test: of('test') };
    const asked = readImageOptions(given);
    const { parts: read, release, ...rest } = await readImageFiles(path, files, asked, options);
    const [height = 0, width = 0] = (read.train ?? read.validation ?? read.test)!.shape;
    const masks = createMasks(path, height, width);
    const complete = async (split: SplitHandle): Promise<SplitHandle & { targets: Uint8Array }> => {
      const own = Array.from(split.labels, (at) => sound[at]!.mask);
      const targets = await masksOf(own, height * width, masks.read, options);
      return { ...split, labels: new Uint8Array(split.count), targets };
    };
    const train = await complete(read.train ?? read.validation ?? read.test!);
    const validation = read.train && read.validation ? await complete(read.validation) : null;
    const test = read.train && read.test ? await complete(read.test) : null;
    const { names, order } = masks.classes();
    for (const { targets } of [train, validation, test].flatMap((split) => split ?? []))
      for (let at = 0; at < targets.length; at++) targets[at] = order[targets[at]!]!;
    const named = ({ file, reason }: LeftOutFile) => ({
      file: relative(path, file) || basename(file),
      reason,
    });
    return {
      classes: [],
      target: { kind: 'mask', height, width, classes: names },
      train,
      validation,
      test,
      release,
      findings: { ...rest, leftOut: [...leftOut, ...rest.leftOut].map(named) },
    };
  },
};
