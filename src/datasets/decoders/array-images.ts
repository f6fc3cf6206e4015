import { EngineError } from '../../protocol/client.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import { sharedBytes } from '../shared.ts';
import { requireFew } from '../sound.ts';
import type { ImageFileOptions } from './image-files.ts';
import { squareOf } from './image-shape.ts';
import type { NpyArray } from './npy.ts';

/** Numbers that the examples of one split may have. */
export const largestArray = 2 ** 31 - 1;

const corrupt = (why: Message) => new EngineError('dataset-corrupt', why);

/** How images lie in an array. */
export interface Layout {
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
export function layoutOf({ shape, size, name }: NpyArray, file: string): Layout {
  const refuse = () => corrupt(message('datasets.npz-images', { file, shape: shape.join(' × ') }));
  const [count = 0, first = 0, second = 0, third = 1] = shape;
  requireFew(count, file);
  if (size > largestArray)
    throw corrupt(message('datasets.npz-pixels', { file, pixels: size, most: largestArray }));
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

/** An array of images, its values still unread. */
interface ImageArray {
  readonly images: NpyArray;
  readonly layout: Layout;
}

/** JSON has no NaN and no infinity. */
const asJson = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

/** Which values the arrays of all splits have. */
export interface Extent {
  readonly least: number;
  readonly most: number;
}

export async function extentOf(arrays: readonly NpyArray[]): Promise<Extent> {
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

/** The bytes of images, `[count, height, width, 1 or 3]`, and what was done to their values. */
export async function readPixels({ images, layout }: ImageArray, extent: Extent, options: ImageFileOptions) {
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

export const shapeOf = ({ height, width, channels }: Layout): Split['shape'] => [
  height,
  width,
  channels === 2 || channels === 4 ? channels - 1 : channels,
];

/** What is done to images beside the values of their pixels. */
export function changesOf({ channels, channelsFirst, isFlat, height, width }: Layout): Text[] {
  return [
    ...(isFlat ? [message('imports.rows-of-pixels', { shape: `${height} × ${width} × ${channels}` })] : []),
    ...(channelsFirst ? [message('imports.channels-first')] : []),
    ...(channels === 2 || channels === 4 ? [message('imports.flattened')] : []),
  ];
}
