import { Transformer } from '@napi-rs/image';
import { withRegular } from '../../files/read.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Image } from '../../protocol/data.ts';
import { message } from '../../text/message.ts';
import { decoding } from '../reading/budget.ts';
import { findImageHeader, type ImageHeader, largestInside, readImageHeader } from './image-header.ts';
import { withoutPackedChunks } from './png-chunks.ts';

const largestSide = 8192;
const largestArea = 4096 * 4096 * 2;

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

function toBytes(raw: Buffer, width: number): Uint8Array {
  if (width === 1) return raw;
  const copy = raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength);
  if (width === 2) return Uint8Array.from(new Uint16Array(copy), (value) => Math.round(value / 257));
  return Uint8Array.from(new Float32Array(copy), (value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255),
  );
}

/** Transparency laid over white, as a viewer shows it; alpha gone. */
function overWhite(samples: Uint8Array, stride: number): Uint8Array<ArrayBuffer> {
  const channels = stride - 1;
  const out = new Uint8Array((samples.length / stride) * channels);
  for (let from = 0, to = 0; from < samples.length; from += stride) {
    const alpha = samples[from + channels]! / 255;
    for (let c = 0; c < channels; c++) {
      out[to++] = Math.round(samples[from + c]! * alpha + 255 * (1 - alpha));
    }
  }
  return out;
}

/** Bytes that an image file may have. */
const largestFile = 512 * 1024 * 1024;

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
  if (Math.max(width, height) > largestSide || width * height > largestArea) {
    throw new EngineError('image', message('datasets.image-too-large', { file: name, width, height }));
  }
}

/** @throws EngineError `image` */
function requireHeader(header: ImageHeader | null, name: string): ImageHeader {
  if (!header) throw new EngineError('image', message('datasets.image-format', { file: name }));
  checkSize(header, name);
  return header;
}

async function decode(bytes: Uint8Array, name: string): Promise<Image> {
  try {
    const inside = largestInside(bytes);
    if (inside.width * inside.height > 0) checkSize(inside, name);
    const transformer = new Transformer(withoutPackedChunks(bytes));
    const metadata = await transformer.metadata(true);
    checkSize(metadata, name);
    const upright = (metadata.orientation ?? 1) > 1 ? transformer.rotate() : transformer;
    const raw = await upright.rawPixels();
    const layout = layouts[metadata.colorType as number];
    if (!layout || raw.length !== metadata.width * metadata.height * layout[0] * layout[1]) {
      throw new Error('unknown pixel layout');
    }
    const turned = (metadata.orientation ?? 1) > 4;
    const samples = toBytes(raw, layout[1]);
    const hasAlpha = layout[0] === 2 || layout[0] === 4;
    return {
      width: turned ? metadata.height : metadata.width,
      height: turned ? metadata.width : metadata.height,
      channels: layout[0] <= 2 ? 1 : 3,
      data: hasAlpha ? overWhite(samples, layout[0]) : new Uint8Array(samples),
    };
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw new EngineError(
      'image',
      message('datasets.image-damaged', { file: name, told: (error as Error).message }),
    );
  }
}

/**
 * Decodes PNG, JPEG, WebP or BMP to gray or RGB bytes, turned upright as EXIF says, 16 bits rounded to 8. The size
 * that the file declares is checked before anything is decoded; images that are decoded at the same time share a budget.
 * @param name for the error: which file
 * @throws EngineError `image`
 */
export async function decodeImage(bytes: Uint8Array, name: string): Promise<Image> {
  const header = requireHeader(await readImageHeader(bytes), name);
  return decoding.hold(costOf(header, bytes.length), name, () => decode(bytes, name));
}

/**
 * Reads an image file as `decodeImage` does, and uses it before the next one is decoded in its place: many large ones
 * asked for at the same time are never in memory at the same time.
 * @throws EngineError `image`, FileError, and what `use` throws
 */
export function readImage<T>(path: string, use: (image: Image) => T): Promise<T> {
  return withRegular(path, largestFile, async (file) => {
    const found = await findImageHeader(async (from, count) => {
      const window = new Uint8Array(Math.min(count, Math.max(0, file.size - from)));
      return window.subarray(0, await file.read(window, from));
    });
    const header = requireHeader(found, path);
    return decoding.hold(costOf(header, file.size), path, async () => {
      const bytes = new Uint8Array(file.size);
      return use(await decode(bytes.subarray(0, await file.read(bytes, 0)), path));
    });
  });
}
