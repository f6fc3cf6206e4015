/** Gives the bytes of a file from a place on: as many as wanted, fewer where it ends, none behind its end. */
export type ReadAt = (from: number, count: number) => Promise<Uint8Array> | Uint8Array;

/** Reads parts of bytes in memory. */
export const readFromMemory =
  (bytes: Uint8Array): ReadAt =>
  (from, count) =>
    bytes.subarray(Math.min(from, bytes.length), Math.min(from + count, bytes.length));

const pieceBytes = 65_536;

/** Reads in pieces of 64 KB and keeps the last one: headers are read a few bytes at a time. */
export function inPieces(read: ReadAt): ReadAt {
  let start = 0;
  let piece: Uint8Array = new Uint8Array(0);
  return async (from, count) => {
    if (from < start || from + count > start + piece.length) {
      start = from;
      piece = await read(from, Math.max(count, pieceBytes));
    }
    return piece.subarray(from - start, from - start + count);
  };
}
