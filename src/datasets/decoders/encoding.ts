/** What a text is written in, by the names of the Encoding standard. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes that are looked at for zeros. */
const sample = 4096;

/** UTF-16 without a mark: of Latin letters every other byte is zero. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0];
  const pairs = Math.min(sample, bytes.length) >> 1;
  for (let at = 0; at < 2 * pairs; at++) if (bytes[at] === 0) zeros[at & 1]!++;
  const [even = 0, odd = 0] = zeros;
  if (pairs < 2) return null;
  if (odd > 0.7 * pairs && even === 0) return 'utf-16le';
  return even > 0.7 * pairs && odd === 0 ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

/**
 * The encoding of a text, by its mark or its bytes. What is no UTF-8 is Windows-1252, in which spreadsheets on Windows
 * write CSV files.
 * @param bytes its beginning @param whole whether that is all of it
 */
export function encodingOf(bytes: Uint8Array, whole: boolean): Encoding {
  const mark = bytes.length >= 2 ? (bytes[0]! << 8) | bytes[1]! : 0;
  if (mark === 0xfffe) return 'utf-16le';
  if (mark === 0xfeff) return 'utf-16be';
  return unmarkedUtf16(bytes) ?? (isUtf8(bytes, whole) ? 'utf-8' : 'windows-1252');
}
