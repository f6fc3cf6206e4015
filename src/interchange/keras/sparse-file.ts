/** Bytes of a page; HDF5 writes everything but numbers in little pieces. */
const pageBytes = 1 << 16;

/** Shorter arrays are copied. */
const minArrayBytes = 1 << 20;

/** Bytes that are compared before an array is taken for what is written. */
const comparedBytes = 4096;

interface StoredArray {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** A file in memory that keeps large arrays by reference: weights of gigabytes are not there twice. */
export class SparseFile {
  readonly #pages = new Map<number, Uint8Array>();
  readonly #arrays: StoredArray[] = [];
  #expected: Uint8Array | null = null;

  /** The next write of as many bytes is these, which nobody changes any more. */
  expect(bytes: Uint8Array): void {
    this.#expected = bytes.length >= minArrayBytes ? bytes : null;
  }

  write(bytes: Uint8Array, at: number): void {
    const expected = this.#expected;
    if (expected && expected.length === bytes.length && startsAlike(expected, bytes)) {
      this.#expected = null;
      this.#arrays.push({ at, bytes: expected });
      return;
    }
    for (let from = 0; from < bytes.length; ) {
      const [page, offset] = this.#page(at + from);
      const length = Math.min(pageBytes - offset, bytes.length - from);
      page.set(bytes.subarray(from, from + length), offset);
      from += length;
    }
  }

  /** What was never written is zero. */
  read(into: Uint8Array, at: number): void {
    for (let from = 0; from < into.length; ) {
      const [page, offset] = this.#page(at + from);
      const length = Math.min(pageBytes - offset, into.length - from);
      into.set(page.subarray(offset, offset + length), from);
      from += length;
    }
    for (const { at: begin, bytes } of this.#arrays) {
      const first = Math.max(at, begin);
      const end = Math.min(at + into.length, begin + bytes.length);
      if (first < end) into.set(bytes.subarray(first - begin, end - begin), first - at);
    }
  }

  /** All of it in pieces, in order. @param size bytes of the file */
  *pieces(size: number, pieceLength: number): Generator<Uint8Array> {
    const arrays = [...this.#arrays].sort((one, other) => one.at - other.at);
    let at = 0;
    for (const { at: begin, bytes } of [...arrays, { at: size, bytes: new Uint8Array(0) }]) {
      for (; at < begin; at += Math.min(pieceLength, begin - at)) {
        const piece = new Uint8Array(Math.min(pieceLength, begin - at));
        this.read(piece, at);
        yield piece;
      }
      for (let from = 0; from < bytes.length; from += pieceLength)
        yield bytes.subarray(from, Math.min(bytes.length, from + pieceLength));
      at = begin + bytes.length;
    }
  }

  #page(at: number): readonly [page: Uint8Array, offset: number] {
    const number = Math.floor(at / pageBytes);
    const known = this.#pages.get(number);
    const page = known ?? new Uint8Array(pageBytes);
    if (!known) this.#pages.set(number, page);
    return [page, at - number * pageBytes];
  }
}

const startsAlike = (one: Uint8Array, other: Uint8Array): boolean =>
  one.subarray(0, comparedBytes).every((byte, at) => byte === other[at]);
