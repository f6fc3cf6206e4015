/** Bytes that come in pieces, read in the portions that a format has. */
export interface ByteReader {
  /** The next `count` bytes, or fewer where they end before. They hold until the next read. */
  take(count: number): Promise<Uint8Array>;
  /** Fills `into` as far as there are bytes. Returns how many there were. */
  fill(into: Uint8Array): Promise<number>;
  /** Whether there is no byte left. */
  atEnd(): Promise<boolean>;
  /** Ends the source before its end. */
  close(): Promise<void>;
}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const pieces = source[Symbol.asyncIterator]();
  let piece: Uint8Array = new Uint8Array(0);

  /** Makes sure that there is at least one byte; false at the end. */
  const advance = async (): Promise<boolean> => {
    while (piece.length === 0) {
      const { done, value } = await pieces.next();
      if (done) return false;
      piece = value;
    }
    return true;
  };

  const fill = async (into: Uint8Array): Promise<number> => {
    let done = 0;
    while (done < into.length && (await advance())) {
      const part = piece.subarray(0, into.length - done);
      into.set(part, done);
      done += part.length;
      piece = piece.subarray(part.length);
    }
    return done;
  };

  return {
    async take(count) {
      if ((await advance()) && piece.length >= count) {
        const found = piece.subarray(0, count);
        piece = piece.subarray(count);
        return found;
      }
      const into = new Uint8Array(count);
      return into.subarray(0, await fill(into));
    },
    fill,
    atEnd: async () => !(await advance()),
    close: async () => void (await pieces.return?.()),
  };
}
