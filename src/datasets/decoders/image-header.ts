/** What an image file says of itself before anything is decoded. */
export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP' | 'BMP';
  readonly width: number;
  readonly height: number;
  /** Whether a sample has 16 bits. */
  readonly deep: boolean;
}

/** Part of a file: its bytes from `start` on. */
interface Window {
  readonly view: DataView;
  readonly start: number;
}

/** The header, null where it is another format, or the place from which on more of the file is needed. */
type Found = ImageHeader | null | { readonly from: number };
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
  };
};

/** The header of OS/2 1.x, 12 bytes, has numbers of 16 bits. */
const oldBmp = 12;

const bmp: Reader = ({ view }) => {
  if (text(view, 0, 2) !== 'BM') return null;
  if (view.getUint32(14, true) === oldBmp) {
    return { format: 'BMP', width: view.getUint16(18, true), height: view.getUint16(20, true), deep: false };
  }
  return {
    format: 'BMP',
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
    deep: false,
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
  return { format: 'WebP', width, height, deep: false };
};

/** Walks the segments up to the frame header (SOF0 to SOF15, less the tables that share its range). */
const jpeg: Reader = ({ view, start }) => {
  if (start === 0 && view.getUint16(0) !== 0xffd8) return null;
  let at = start === 0 ? 2 : 0;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return { format: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5), deep: false };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return { from: start + at };
};

const readers: readonly Reader[] = [png, jpeg, webp, bmp];

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
const mostWindows = 256;

/**
 * The header of a file of which any part can be read. Null where it is none of the four formats, or ends too early.
 * @param read gives the bytes from a place on, as many as wanted or fewer at the end
 */
export async function findImageHeader(
  read: (from: number, count: number) => Promise<Uint8Array> | Uint8Array,
): Promise<ImageHeader | null> {
  let from = 0;
  for (let looked = 0; looked < mostWindows; looked++) {
    const bytes = await read(from, windowBytes);
    if (bytes.length < (from === 0 ? shortest : 9)) return null;
    const found = look(bytes, from, from === 0 ? readers : [jpeg]);
    if (found === null || !('from' in found)) return found;
    from = found.from;
  }
  return null;
}

/** The header of a file in memory. */
export const readImageHeader = (bytes: Uint8Array): Promise<ImageHeader | null> =>
  findImageHeader((from, count) => bytes.subarray(from, from + count));

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
