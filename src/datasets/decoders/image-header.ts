import { readOrientation, swapsSides } from './orientation.ts';
import { inPieces, type ReadAt, readFromMemory } from './read-at.ts';
import { readTiffTags, tags } from './tiff-tags.ts';

/** What an image file says of itself before anything is decoded. */
export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP' | 'BMP' | 'TIFF' | 'GIF';
  /** As stored, before it is turned upright. */
  readonly width: number;
  readonly height: number;
  /** Whether a sample has more than 8 bits. */
  readonly deep: boolean;
  /** Of the decoded image: 1 gray, 3 color. */
  readonly channels: 1 | 3;
  /** How it is to be turned, as EXIF has it: 1 to 8. */
  readonly orientation: number;
}

/** Part of a file: its bytes from `start` on. */
interface Window {
  readonly view: DataView;
  readonly start: number;
}

type Stored = Omit<ImageHeader, 'orientation'>;

/** The header, null where it is another format, or the place from which on more of the file is needed. */
type Found = Stored | null | { readonly from: number };
type Reader = (window: Window) => Found;

const text = (view: DataView, at: number, length: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));

const png: Reader = ({ view }) => {
  if (view.getUint32(0) !== 0x89504e47 || text(view, 12, 4) !== 'IHDR') return null;
  return {
    format: 'PNG',
    width: view.getUint32(16),
    height: view.getUint32(20),
    deep: view.getUint8(24) === 16,
    channels: [0, 4].includes(view.getUint8(25)) ? 1 : 3,
  };
};

/** The header of OS/2 1.x, 12 bytes, has numbers of 16 bits. */
const oldBmp = 12;

const bmp: Reader = ({ view }) => {
  if (text(view, 0, 2) !== 'BM') return null;
  if (view.getUint32(14, true) === oldBmp) {
    return {
      format: 'BMP',
      width: view.getUint16(18, true),
      height: view.getUint16(20, true),
      deep: false,
      channels: 3,
    };
  }
  return {
    format: 'BMP',
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
    deep: false,
    channels: 3,
  };
};

const u24 = (view: DataView, at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;

/** Size by the chunk that has the pixels; `at` is where its data begin. */
const webpChunks: Readonly<Record<string, (view: DataView, at: number) => readonly [number, number]>> = {
  VP8X: (view, at) => [1 + u24(view, at + 4), 1 + u24(view, at + 7)],
  VP8L: (view, at) => {
    const bits = view.getUint32(at + 1, true);
    return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
  },
  'VP8 ': (view, at) => [view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff],
  ANMF: (view, at) => [1 + u24(view, at + 6), 1 + u24(view, at + 9)],
};

const webp: Reader = ({ view }) => {
  if (text(view, 0, 4) !== 'RIFF' || text(view, 8, 4) !== 'WEBP') return null;
  const read = webpChunks[text(view, 12, 4)];
  if (!read) return null;
  const [width, height] = read(view, 20);
  return { format: 'WebP', width, height, deep: false, channels: 3 };
};

/** Walks the segments up to the frame header (SOF0 to SOF15, less the tables that share its range). */
const jpeg: Reader = ({ view, start }) => {
  if (start === 0 && view.getUint16(0) !== 0xffd8) return null;
  let at = start === 0 ? 2 : 0;
  while (at + 10 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        format: 'JPEG',
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        deep: false,
        channels: view.getUint8(at + 9) === 1 ? 1 : 3,
      };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return { from: start + at };
};

const gif: Reader = ({ view }) => {
  if (!/^GIF8[79]a$/.test(text(view, 0, 6))) return null;
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  return { format: 'GIF', width, height, deep: false, channels: 3 };
};

/** Photometric interpretations of TIFF 6.0 that are gray: white or black is zero. */
const isGray = (photometric: number | undefined): boolean => photometric === 0 || photometric === 1;

async function readTiff(read: ReadAt): Promise<Stored | null> {
  const found = await readTiffTags(read, 0);
  const width = found?.get(tags.width);
  const height = found?.get(tags.height);
  if (!found || width === undefined || height === undefined) return null;
  const channels = isGray(found.get(tags.photometric)) ? 1 : 3;
  return { format: 'TIFF', width, height, deep: (found.get(tags.bits) ?? 1) > 8, channels };
}

const readers: readonly Reader[] = [png, jpeg, webp, bmp, gif];

function look(bytes: Uint8Array, start: number, some: readonly Reader[]): Found {
  const window = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start };
  try {
    for (const reader of some) {
      const found = reader(window);
      if (found) return found;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

/** Fewer bytes hold no image. */
const shortest = 30;
/** Bytes that are looked at at a time. */
const windowBytes = 65_536;
/** Windows that are looked at: segments of a JPEG before its size, such as color profiles and previews. */
const maxWindows = 256;

async function findStored(read: ReadAt): Promise<Stored | null> {
  let from = 0;
  for (let looked = 0; looked < maxWindows; looked++) {
    const bytes = await read(from, windowBytes);
    if (bytes.length < (from === 0 ? shortest : 10)) return null;
    const found = look(bytes, from, from === 0 ? readers : [jpeg]);
    if (found === null) return from === 0 ? readTiff(inPieces(read)) : null;
    if (!('from' in found)) return found;
    from = found.from;
  }
  return null;
}

/** The header of a file of which any part can be read. Null where it is no format that is known, or ends too early. */
export async function findImageHeader(read: ReadAt): Promise<ImageHeader | null> {
  const found = await findStored(read);
  return found && { ...found, orientation: await readOrientation(found.format, inPieces(read)) };
}

/** The header of a file in memory. */
export const readImageHeader = (bytes: Uint8Array): Promise<ImageHeader | null> =>
  findImageHeader(readFromMemory(bytes));

/** Height and width of the image once it is turned upright. */
export const uprightSize = ({ width, height, orientation }: ImageHeader): readonly [number, number] =>
  swapsSides(orientation) ? [width, height] : [height, width];

/**
 * The largest width and height that any part of a WebP file announces for itself: a file may announce a small canvas
 * and hold a large picture.
 */
export function largestInside(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let width = 0;
  let height = 0;
  const isWebp = bytes.length >= 12 && text(view, 0, 4) === 'RIFF' && text(view, 8, 4) === 'WEBP';
  for (let at = 12; isWebp && at + 30 <= bytes.length; ) {
    const name = text(view, at, 4);
    const size = webpChunks[name]?.(view, at + 8);
    if (size) {
      width = Math.max(width, size[0]);
      height = Math.max(height, size[1]);
    }
    // The chunks of a frame of an animation follow its own 16 bytes.
    const length = view.getUint32(at + 4, true);
    at += name === 'ANMF' ? 8 + 16 : 8 + length + (length & 1);
  }
  return { width, height };
}
