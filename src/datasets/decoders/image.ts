import { Transformer } from '@napi-rs/image';
import { type RegularFile, withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import { message } from '../../text/message.ts';
import { decoding } from '../reading/budget.ts';
import { decodeGif } from './gif.ts';
import { findImageHeader, type ImageHeader, largestInside, readImageHeader } from './image-header.ts';
import { turned } from './orientation.ts';
import { withoutPackedChunks } from './png-chunks.ts';

const maxSide = 8192;
const maxArea = 4096 * 4096 * 2;

/** Samples a pixel and their bytes, by the decoder's color types in order: L, LA, RGB, RGBA at 8, 16 bits, floats. */
const layouts = [
  [1, 1],
  [2, 1],
  [3, 1],
  [4, 1],
  [1, 2],
  [2, 2],
  [3, 2],
  [4, 2],
  [3, 4],
  [4, 4],
] as const;

/** How samples become bytes. */
export interface ImageOptions {
  /** What transparent pixels are laid over: red, green, blue, 0 to 255. */
  readonly background: readonly [number, number, number];
  /** Bits that samples of 16 bits really have, such as 12 of a scanner: the largest of them becomes white. */
  readonly bits: number;
}

/** As a viewer shows it. */
export const plainImage: ImageOptions = { background: [255, 255, 255], bits: 16 };

/** An image, and what of its samples is lost in bytes. */
export interface DecodedImage extends Image {
  /** The largest sample of 16 bits; null where samples have 8. */
  readonly peak: number | null;
}

interface Samples {
  readonly bytes: Uint8Array;
  readonly peak: number | null;
}

function toBytes(raw: Uint8Array, width: number, bits: number): Samples {
  if (width === 1) return { bytes: raw, peak: null };
  const copy = raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength);
  if (width === 2) {
    let peak = 0;
    const scale = 255 / (2 ** bits - 1);
    const bytes = Uint8Array.from(new Uint16Array(copy as ArrayBuffer), (value) => {
      if (value > peak) peak = value;
      return Math.min(255, Math.round(value * scale));
    });
    return { bytes, peak };
  }
  const bytes = Uint8Array.from(new Float32Array(copy as ArrayBuffer), (value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255),
  );
  return { bytes, peak: null };
}

/** Transparency laid over a background; alpha gone. A gray image takes the background's mean. */
function flattened(
  samples: Uint8Array,
  stride: number,
  { background }: ImageOptions,
): Uint8Array<ArrayBuffer> {
  const channels = stride - 1;
  const [red, green, blue] = background;
  const below = channels === 1 ? [(red + green + blue) / 3] : background;
  const out = new Uint8Array((samples.length / stride) * channels);
  for (let from = 0, to = 0; from < samples.length; from += stride) {
    const alpha = samples[from + channels]! / 255;
    for (let c = 0; c < channels; c++) {
      out[to++] = Math.round(samples[from + c]! * alpha + below[c]! * (1 - alpha));
    }
  }
  return out;
}

/** Bytes that an image file may have. */
const maxFileBytes = 512 * 1024 * 1024;

/**
 * Bytes that decoding takes at most: the file twice, four samples a pixel as the decoder makes them, and two copies on the
 * way to bytes without alpha.
 */
const costOf = ({ deep, width, height }: ImageHeader, fileBytes: number): number =>
  2 * fileBytes + 3 * 4 * width * height * (deep ? 2 : 1);

function checkSize({ width, height }: Pick<ImageHeader, 'width' | 'height'>, name: string): void {
  if (width < 1 || height < 1) {
    throw new EngineError('image', message('datasets.image-empty', { file: name, width, height }));
  }
  if (Math.max(width, height) > maxSide || width * height > maxArea) {
    throw new EngineError('image', message('datasets.image-too-large', { file: name, width, height }));
  }
}

/** @throws EngineError `image` */
function requireHeader(header: ImageHeader | null, name: string): ImageHeader {
  if (!header) throw new EngineError('image', message('datasets.image-format', { file: name }));
  checkSize(header, name);
  return header;
}

/** Samples as the decoder makes them, by rows. */
interface Raw {
  readonly width: number;
  readonly height: number;
  /** Samples a pixel, and bytes a sample. */
  readonly layout: readonly [number, number];
  readonly raw: Uint8Array;
}

async function decodeRaw(bytes: Uint8Array, name: string, format: ImageHeader['format']): Promise<Raw> {
  if (format === 'GIF') {
    const { data, ...size } = decodeGif(bytes, name);
    return { ...size, layout: [4, 1], raw: data };
  }
  const inside = largestInside(bytes);
  if (inside.width * inside.height > 0) checkSize(inside, name);
  const transformer = new Transformer(withoutPackedChunks(bytes));
  const metadata = await transformer.metadata(true);
  checkSize(metadata, name);
  const raw = await transformer.rawPixels();
  const layout = layouts[metadata.colorType as number];
  if (!layout || raw.length !== metadata.width * metadata.height * layout[0] * layout[1]) {
    throw new Error('unknown pixel layout');
  }
  return { width: metadata.width, height: metadata.height, layout, raw };
}

async function decode(
  bytes: Uint8Array,
  name: string,
  { format, orientation }: ImageHeader,
  options: ImageOptions,
): Promise<DecodedImage> {
  try {
    const { width, height, layout, raw } = await decodeRaw(bytes, name, format);
    const { bytes: samples, peak } = toBytes(raw, layout[1], options.bits);
    const hasAlpha = layout[0] === 2 || layout[0] === 4;
    const image: Image = {
      width,
      height,
      channels: layout[0] <= 2 ? 1 : 3,
      data: hasAlpha ? flattened(samples, layout[0], options) : new Uint8Array(samples),
    };
    return { ...turned(image, orientation), peak };
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      'image',
      message('datasets.image-damaged', { file: name, detail: (error as Error).message }),
    );
  }
}

/**
 * Decodes PNG, JPEG, WebP, BMP, TIFF or the first frame of a GIF to gray or RGB bytes, turned upright as EXIF says, 16 bits
 * rounded to 8. The size that the file declares is checked before anything is decoded; images that are decoded at the
 * same time share a budget.
 * @param name for the error: which file
 * @throws EngineError `image`
 */
export async function decodeImage(
  bytes: Uint8Array,
  name: string,
  options: ImageOptions = plainImage,
): Promise<DecodedImage> {
  const header = requireHeader(await readImageHeader(bytes), name);
  return decoding.hold(costOf(header, bytes.length), name, () => decode(bytes, name, header, options));
}

const headerOf = async (file: RegularFile): Promise<ImageHeader> =>
  requireHeader(
    await findImageHeader(async (from, count) => {
      const window = new Uint8Array(Math.min(count, Math.max(0, file.size - from)));
      return window.subarray(0, await file.read(window, from));
    }),
    file.path,
  );

/** What an image file says of itself; its pixels are not decoded. @throws EngineError `image`, FileError */
export const readHeaderOf = (path: string): Promise<ImageHeader> => withRegular(path, maxFileBytes, headerOf);

/**
 * Reads an image file as `decodeImage` does, and uses it before the next one is decoded in its place: many large ones
 * asked for at the same time are never in memory at the same time.
 * @throws EngineError `image`, FileError, and what `use` throws
 */
export function readImage<T>(
  path: string,
  use: (image: DecodedImage) => T | Promise<T>,
  options: ImageOptions = plainImage,
): Promise<T> {
  return withRegular(path, maxFileBytes, async (file) => {
    const header = await headerOf(file);
    return decoding.hold(costOf(header, file.size), path, async () => {
      const bytes = new Uint8Array(file.size);
      return use(await decode(bytes.subarray(0, await file.read(bytes, 0)), path, header, options));
    });
  });
}
