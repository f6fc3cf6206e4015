import type { ReadAt } from './read-at.ts';

/** Tags of TIFF 6.0 that are looked at; EXIF keeps its orientation under the same. */
export const tags = {
  width: 256,
  height: 257,
  bits: 258,
  photometric: 262,
  orientation: 274,
  samples: 277,
} as const;

/** Entries of a directory that are looked at; cameras write some dozen. */
const maxEntries = 1000;
const short = 3;
const long = 4;

/**
 * The first value of each whole number in the first directory of a TIFF structure (TIFF 6.0, section 2), by tag. Null
 * where it is none.
 * @param start where it begins in the file
 */
export async function readTiffTags(read: ReadAt, start: number): Promise<ReadonlyMap<number, number> | null> {
  const view = async (from: number, count: number): Promise<DataView | null> => {
    const bytes = await read(start + from, count);
    return bytes.length < count ? null : new DataView(bytes.buffer, bytes.byteOffset, count);
  };
  const head = await view(0, 8);
  const order = head?.getUint16(0);
  if (!head || (order !== 0x4949 && order !== 0x4d4d)) return null;
  const little = order === 0x4949;
  if (head.getUint16(2, little) !== 42) return null;
  const at = head.getUint32(4, little);
  const counted = await view(at, 2);
  const entries = counted ? Math.min(maxEntries, counted.getUint16(0, little)) : 0;
  const found = new Map<number, number>();
  for (let index = 0; index < entries; index++) {
    const entry = await view(at + 2 + 12 * index, 12);
    if (!entry) break;
    const type = entry.getUint16(2, little);
    if (type !== short && type !== long) continue;
    const size = type === short ? 2 : 4;
    const number = (of: DataView, where: number) =>
      type === short ? of.getUint16(where, little) : of.getUint32(where, little);
    // Values that have no room in the entry stand elsewhere.
    const elsewhere = entry.getUint32(4, little) * size > 4;
    const value = elsewhere ? await view(entry.getUint32(8, little), size) : entry;
    if (value) found.set(entry.getUint16(0, little), number(value, elsewhere ? 0 : 8));
  }
  return found;
}
