/** What an image file says of itself before anything is decoded. */
export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP' | 'BMP';
  readonly width: number;
  readonly height: number;
}

type Reader = (view: DataView) => ImageHeader | null;

const text = (view: DataView, at: number, length: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));

const png: Reader = (view) => {
  if (view.getUint32(0) !== 0x89504e47 || text(view, 12, 4) !== 'IHDR') return null;
  return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) };
};

const bmp: Reader = (view) => {
  if (text(view, 0, 2) !== 'BM') return null;
  return {
    format: 'BMP',
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
  };
};

const webp: Reader = (view) => {
  if (text(view, 0, 4) !== 'RIFF' || text(view, 8, 4) !== 'WEBP') return null;
  const chunk = text(view, 12, 4);
  if (chunk === 'VP8X') {
    const size = (at: number) => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
    return { format: 'WebP', width: size(24), height: size(27) };
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { format: 'WebP', width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return {
    format: 'WebP',
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  };
};

/** Walks the segments up to the frame header (SOF0 to SOF15, less the tables that share its range). */
const jpeg: Reader = (view) => {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at < view.byteLength - 9) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { format: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
};

/** Null where it is none of the four formats, or ends too early to say. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 30) return null;
  try {
    return png(view) ?? jpeg(view) ?? webp(view) ?? bmp(view);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
