import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openRegular, type RegularFile, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { LoadOptions, Split } from '../dataset.ts';
import { loading } from '../reading/budget.ts';
import type { DecoderOptions } from '../reference.ts';
import { sharedBytes } from '../shared.ts';
import { requireFew } from '../sound.ts';
import { type ArrayPair, type ChosenArrays, chooseArrays } from './choose-arrays.ts';
import type { Decoded, Decoder, Head } from './decoder.ts';
import type { ImageFileOptions } from './image-files.ts';
import { readImageOptions } from './image-options.ts';
import { squareOf } from './image-shape.ts';
import { classify, type RawLabels, readLabels } from './labels.ts';
import { type NpyArray, openNpy } from './npy.ts';
import { openZip } from './zip.ts';

/** Bytes that the pixels of one split may have. */
const largest = 2 ** 31 - 1;

const corrupt = (why: Message) => new EngineError('dataset-corrupt', why);

/** How images lie in an array. */
interface Layout {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  /** 2 and 4 with transparency. */
  readonly channels: number;
  /** Whether the channels come before height and width. */
  readonly channelsFirst: boolean;
  /** Whether each image is a row of its pixels. */
  readonly isFlat: boolean;
}

const isChannels = (count: number): boolean => count >= 1 && count <= 4;

/** @throws EngineError `dataset-corrupt` for an array that holds no images */
function layoutOf({ shape, size, name }: NpyArray, file: string): Layout {
  const refuse = () => corrupt(message('datasets.npz-images', { file, shape: shape.join(' × ') }));
  const [count = 0, first = 0, second = 0, third = 1] = shape;
  requireFew(count, file);
  if (size > largest) throw corrupt(message('datasets.npz-pixels', { file, pixels: size, most: largest }));
  if (shape.length === 2) {
    const square = squareOf(first);
    if (!square) throw corrupt(message('datasets.csv-pixels', { file: name, pixels: first }));
    const [height, width, channels] = square;
    return { count, height, width, channels, channelsFirst: false, isFlat: true };
  }
  if (shape.length < 2 || shape.length > 4) throw refuse();
  const channelsFirst = shape.length === 4 && !isChannels(third) && isChannels(first);
  const layout = channelsFirst
    ? { count, height: second, width: third, channels: first, channelsFirst, isFlat: false }
    : { count, height: first, width: second, channels: third, channelsFirst, isFlat: false };
  if (!isChannels(layout.channels) || layout.height * layout.width === 0) throw refuse();
  return layout;
}

/** A split's arrays, their values still unread. */
interface Plan extends ArrayPair<NpyArray> {
  readonly layout: Layout;
}

function planOf({ images, labels }: ArrayPair<NpyArray>, file: string): Plan {
  const layout = layoutOf(images, file);
  const rows = labels.shape[0] ?? 0;
  if (rows !== layout.count || labels.shape.length > 2) {
    throw corrupt(message('datasets.npz-labels', { file, images: layout.count, labels: rows }));
  }
  return { images, labels, layout };
}

/** JSON has no NaN and no infinity. */
const asJson = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** Which values the arrays of all splits have. */
interface Extent {
  readonly least: number;
  readonly most: number;
}

async function extentOf(arrays: readonly NpyArray[]): Promise<Extent> {
  let [least, most] = [0, 0];
  for (const array of arrays) {
    if (array.isBytes || array.kind === 'bool') continue;
    await array.each((value) => {
      if (Number.isNaN(value))
        throw corrupt(message('datasets.npz-pixel', { file: array.name, value: 'NaN' }));
      if (value < least) least = value;
      if (value > most) most = value;
    });
  }
  return { least, most };
}

/** How values become bytes: `value * scale + shift`, rounded. */
interface Scale {
  readonly scale: number;
  readonly shift: number;
  readonly change: Text | null;
}

/**
 * One rule for all splits: floats from 0 to 1 are shares of 255, those from -1 to 1 as well, uint16 has its own range.
 * @throws EngineError `dataset-corrupt` for values beyond any of them
 */
function scaleOf(array: NpyArray, { least, most }: Extent, bits: number): Scale {
  if (array.kind === 'bool') return { scale: 255, shift: 0, change: message('imports.scaled-bool') };
  const isFloat = array.kind === 'float';
  if (isFloat && least < 0 && least >= -1 && most <= 1)
    return { scale: 127.5, shift: 127.5, change: message('imports.scaled', { from: -1, to: 1 }) };
  if (isFloat && least >= 0 && most <= 1 && most > 0)
    return { scale: 255, shift: 0, change: message('imports.scaled', { from: 0, to: 1 }) };
  if (array.type === 'uint16' && most > 255) {
    const to = 2 ** bits - 1;
    return { scale: 255 / to, shift: 0, change: message('imports.scaled', { from: 0, to }) };
  }
  const outside = least < 0 ? least : most;
  if (outside < 0 || outside > 255)
    throw corrupt(message('datasets.npz-pixel', { file: array.name, value: asJson(outside) }));
  return { scale: 1, shift: 0, change: null };
}

/** Images as they are used, `[count, height, width, 1 or 3]`. */
function inOrder(pixels: Uint8Array, layout: Layout, background: readonly number[]): Uint8Array {
  const { count, height, width, channels, channelsFirst } = layout;
  if (!channelsFirst && (channels === 1 || channels === 3)) return pixels;
  const kept = channels === 2 || channels === 4 ? channels - 1 : channels;
  const plane = height * width;
  const out = sharedBytes(count * plane * kept);
  const from = channelsFirst ? { channel: plane, pixel: 1 } : { channel: 1, pixel: channels };
  const below = kept === 1 ? [background.reduce((sum, value) => sum + value, 0) / 3] : background;
  let to = 0;
  for (let image = 0; image < count; image++) {
    for (let pixel = 0; pixel < plane; pixel++) {
      const start = image * plane * channels + pixel * from.pixel;
      const alpha = kept < channels ? pixels[start + kept * from.channel]! / 255 : 1;
      for (let c = 0; c < kept; c++) {
        out[to++] = Math.round(pixels[start + c * from.channel]! * alpha + below[c]! * (1 - alpha));
      }
    }
  }
  return out;
}

async function readPixels({ images, layout }: Plan, extent: Extent, options: ImageFileOptions) {
  const pixels = sharedBytes(images.size);
  const { scale, shift, change } = images.isBytes
    ? { scale: 1, shift: 0, change: null }
    : scaleOf(images, extent, options.bits);
  if (images.isBytes) await images.copy(pixels);
  else {
    await images.each((value, at) => {
      pixels[at] = Math.min(255, Math.round(value * scale + shift));
    });
  }
  return { pixels: inOrder(pixels, layout, options.background), change };
}

const shapeOf = ({ height, width, channels }: Layout): Split['shape'] => [
  height,
  width,
  channels === 2 || channels === 4 ? channels - 1 : channels,
];

/** What is done to images beside the values of their pixels. */
function changesOf({ channels, channelsFirst, isFlat, height, width }: Layout): Text[] {
  return [
    ...(isFlat ? [message('imports.rows-of-pixels', { shape: `${height} × ${width} × ${channels}` })] : []),
    ...(channelsFirst ? [message('imports.channels-first')] : []),
    ...(channels === 2 || channels === 4 ? [message('imports.flattened')] : []),
  ];
}

const partNames = ['train', 'validation', 'test'] as const;
type Part = (typeof partNames)[number];

/** @throws EngineError `dataset-corrupt` where the images of a split are of another size than those trained on */
function requireOneSize(plans: Readonly<Record<Part, Plan | null>>, file: string): void {
  const own = shapeOf(plans.train!.layout).join(' × ');
  for (const part of partNames) {
    const plan = plans[part];
    if (!plan || shapeOf(plan.layout).join(' × ') === own) continue;
    const other = shapeOf(plan.layout).join(' × ');
    throw corrupt(message('imports.sizes-differ', { file, part, own, other }));
  }
}

const lastName = (name: string): string => name.slice(name.lastIndexOf(', ') + (name.includes(', ') ? 2 : 0));

/** What a file holds, in words, for who is to say which arrays are meant. */
const describe = (arrays: readonly NpyArray[]): string[] =>
  arrays.map(({ name, shape, type }) => `${lastName(name)} (${shape.join(' × ') || '1'}, ${type})`);

/** The arrays that a person named, or those that are clear. @throws EngineError `dataset-corrupt`, `invalid` */
function choose(arrays: readonly NpyArray[], file: string, given: DecoderOptions): ChosenArrays<NpyArray> {
  const named = (option: string): NpyArray | null => {
    const name = given[option];
    if (name === undefined) return null;
    const found = arrays.find((array) => lastName(array.name) === name);
    if (found) return found;
    throw new EngineError('invalid', message('imports.no-array', { file, name, arrays: describe(arrays) }));
  };
  const [images, labels] = [named('images'), named('labels')];
  if (images && labels) return { train: { images, labels }, validation: null, test: null };
  const own = arrays.map((array) => ({ ...array, name: lastName(array.name), array }));
  const found = chooseArrays(own);
  if (!found) throw corrupt(message('imports.npz-unclear', { file, arrays: describe(arrays) }));
  const pair = (of: ArrayPair<(typeof own)[number]> | null) =>
    of && { images: of.images.array, labels: of.labels.array };
  return { train: pair(found.train)!, validation: pair(found.validation), test: pair(found.test) };
}

async function decodeArrays(
  arrays: readonly NpyArray[],
  path: string,
  options: LoadOptions,
  given: DecoderOptions,
): Promise<Decoded> {
  const images = readImageOptions(given);
  const chosen = choose(arrays, path, given);
  const plans = {
    train: planOf(chosen.train, path),
    validation: chosen.validation && planOf(chosen.validation, path),
    test: chosen.test && planOf(chosen.test, path),
  };
  requireOneSize(plans, path);
  const all = partNames.flatMap((part) => plans[part] ?? []);
  const bytes = all.reduce((sum, { images, layout }) => sum + 2 * images.size + 4 * layout.count, 0);
  const work = async (): Promise<Decoded> => {
    const extent = await extentOf(all.map((plan) => plan.images));
    const changes: Text[] = [];
    const pixels = new Map<Part, Uint8Array>();
    const raw: Record<Part, RawLabels | null> = { train: null, validation: null, test: null };
    for (const part of partNames) {
      const plan = plans[part];
      if (!plan) continue;
      const read = await readPixels(plan, extent, images);
      pixels.set(part, read.pixels);
      if (part === 'train') changes.push(...changesOf(plan.layout), ...(read.change ? [read.change] : []));
      raw[part] = await readLabels(plan.labels);
    }
    const { classes, labels } = classify(raw, path);
    const split = (part: Part): Split | null => {
      const plan = plans[part];
      if (!plan) return null;
      const { layout } = plan;
      return {
        count: layout.count,
        shape: shapeOf(layout),
        images: pixels.get(part)!,
        labels: labels[part]!,
      };
    };
    const isDark = images.bits === 16 && extent.most > 255 && extent.most < 4096;
    return {
      classes,
      train: split('train')!,
      validation: split('validation'),
      test: split('test'),
      findings: {
        changes,
        warnings: isDark ? [message('imports.twelve-bits', { peak: extent.most })] : [],
      },
    };
  };
  return loading.hold(bytes, path, work, options.cancelled);
}

const isArray = (name: string): boolean => /\.npy$/i.test(name);
const arrayOptions = ['images', 'labels', 'background', 'bits'] as const;

/** How a zip archive begins. */
const zipMagic = [0x50, 0x4b, 0x03, 0x04];

/** Whether a file is a zip archive by its first bytes. */
export const isZip = ({ isFolder, bytes }: Pick<Head, 'isFolder' | 'bytes'>): boolean =>
  !isFolder && zipMagic.every((byte, at) => bytes[at] === byte);

async function holdsArrays(path: string): Promise<boolean> {
  const members = await withRegular(path, Number.MAX_SAFE_INTEGER, (file) => openZip(file, isArray)).catch(
    () => null,
  );
  return members !== null && members.size > 0;
}

/**
 * A NumPy archive of images and labels. The arrays are read a piece at a time, so that no more memory is taken than
 * their pixels and labels need.
 */
export const npz: Decoder = {
  format: message('datasets.format-npz'),
  options: arrayOptions,
  sniff: async (head) =>
    !head.isFolder && (/\.npz$/i.test(head.path) || (isZip(head) && (await holdsArrays(head.path)))),
  open: (path, options, given) =>
    withRegular(path, Number.MAX_SAFE_INTEGER, async (file) => {
      const members = [...(await openZip(file, isArray)).values()];
      const arrays = [];
      const refused: Message[] = [];
      for (const { name, size, content } of members) {
        try {
          arrays.push(await openNpy(`${path}, ${name.replace(isArrayEnd, '')}`, size, content));
        } catch (error) {
          // An array that nobody needs may be of any kind.
          if (!(error instanceof EngineError)) throw error;
          refused.push(error.text as Message);
        }
      }
      try {
        return await decodeArrays(arrays, path, options, given);
      } catch (error) {
        const isUnclear = error instanceof EngineError && refused.length > 0 && arrays.length < 2;
        throw isUnclear ? corrupt(refused[0]!) : error;
      }
    }),
};

const isArrayEnd = /\.npy$/i;

/** NumPy arrays as files: a folder of them, or one of them with the others beside it. */
export const npyFiles: Decoder = {
  format: message('imports.format-npy'),
  options: arrayOptions,
  sniff: ({ path, isFolder, names }) => (isFolder ? names.some(isArray) : isArray(path)),
  async open(path, options, given) {
    const folder = (await stat(path)).isDirectory() ? path : dirname(path);
    const names = (await readdir(folder)).filter((name) => isArray(name) && !name.startsWith('.')).sort();
    const files: RegularFile[] = [];
    try {
      const arrays: NpyArray[] = [];
      for (const name of names) {
        const file = await openRegular(join(folder, name), Number.MAX_SAFE_INTEGER);
        files.push(file);
        arrays.push(
          await openNpy(`${folder}, ${name.replace(isArrayEnd, '')}`, file.size, () => file.pieces()),
        );
      }
      return await decodeArrays(arrays, path, options, given);
    } finally {
      for (const file of files) await file.close();
    }
  },
};
