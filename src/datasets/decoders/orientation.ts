import type { Image } from '../../protocol/data.ts';
import type { ReadAt } from './read-at.ts';
import { readTiffTags, tags } from './tiff-tags.ts';

/** Parts of a file that are looked at before its orientation is given up. */
const maxSegments = 1000;

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** Where EXIF data begin in a file; null where there are none. */
type Locate = (read: ReadAt) => Promise<number | null>;

/** An application segment of type 1 that begins with "Exif" (EXIF 2.32, section 4.7.2). */
const inJpeg: Locate = async (read) => {
  for (let at = 2, looked = 0; looked < maxSegments; looked++) {
    const part = await read(at, 10);
    if (part.length < 10 || part[0] !== 0xff) return null;
    const marker = part[1]!;
    if (marker === 0xda || marker === 0xd9) return null;
    if (marker === 0xe1 && text(part.subarray(4, 8)) === 'Exif') return at + 10;
    at += marker === 0xff ? 1 : 2 + viewOf(part).getUint16(2);
  }
  return null;
};

/** A chunk eXIf (PNG, third edition, 11.3.4.5). */
const inPng: Locate = async (read) => {
  for (let at = 8, looked = 0; looked < maxSegments; looked++) {
    const part = await read(at, 8);
    if (part.length < 8) return null;
    if (text(part.subarray(4)) === 'eXIf') return at + 8;
    at += 12 + viewOf(part).getUint32(0);
  }
  return null;
};

/** A chunk EXIF of an extended file (RFC 9649, section 2.7.1.5); some writers put "Exif" before the data. */
const inWebp: Locate = async (read) => {
  for (let at = 12, looked = 0; looked < maxSegments; looked++) {
    const part = await read(at, 14);
    if (part.length < 8) return null;
    if (text(part.subarray(0, 4)) === 'EXIF') return at + (text(part.subarray(8, 12)) === 'Exif' ? 14 : 8);
    const length = viewOf(part).getUint32(4, true);
    at += 8 + length + (length & 1);
  }
  return null;
};

/** Formats that may say how the image is to be turned. */
const places = { JPEG: inJpeg, PNG: inPng, WebP: inWebp, TIFF: async () => 0 } as const;

const upright = 1;

/**
 * How an image is to be turned (EXIF 2.32, tag 0x0112): 1 as it is, up to 8. What is damaged counts as 1.
 * @param format of the file
 */
export async function readOrientation(format: string, read: ReadAt): Promise<number> {
  if (!Object.hasOwn(places, format)) return upright;
  const start = await places[format as keyof typeof places](read);
  const value = start === null ? null : (await readTiffTags(read, start))?.get(tags.orientation);
  return value !== undefined && value !== null && value >= 1 && value <= 8 ? value : upright;
}

/** Whether turning the image exchanges its height and its width. */
export const swapsSides = (orientation: number): boolean => orientation > 4;

/** The image as it is to be seen. @param orientation as EXIF has it, 1 to 8 */
export function turned(image: Image, orientation: number): Image {
  if (orientation === upright) return image;
  const { height: h, width: w, channels, data } = image;
  const [height, width] = swapsSides(orientation) ? [w, h] : [h, w];
  /** Where the pixel at a place of the turned image comes from. */
  const sources: Readonly<Record<number, (x: number, y: number) => number>> = {
    2: (x, y) => y * w + (w - 1 - x),
    3: (x, y) => (h - 1 - y) * w + (w - 1 - x),
    4: (x, y) => (h - 1 - y) * w + x,
    5: (x, y) => x * w + y,
    6: (x, y) => (h - 1 - x) * w + y,
    7: (x, y) => (h - 1 - x) * w + (w - 1 - y),
    8: (x, y) => x * w + (w - 1 - y),
  };
  const source = sources[orientation]!;
  const out = new Uint8Array(data.length);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = source(x, y) * channels;
      for (let c = 0; c < channels; c++) out[to++] = data[from + c]!;
    }
  }
  return { height, width, channels, data: out };
}
