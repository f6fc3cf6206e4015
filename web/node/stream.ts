interface Sink {
  take(source: AsyncIterable<Uint8Array>): void;
}

/** A stream as the engine uses it: made of pieces, and piped into what unpacks them. */
export class Readable {
  readonly #pieces: AsyncIterable<Uint8Array>;
  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces;
  }
  static from(pieces: AsyncIterable<Uint8Array>): Readable {
    return new Readable(pieces);
  }
  /** What goes wrong with the pieces is thrown by who reads them. */
  on(): this {
    return this;
  }
  pipe<S extends Sink>(sink: S): S {
    sink.take(this.#pieces);
    return sink;
  }
  destroy(): void {}
}

export class Transform {}

export async function pipeline(
  source: AsyncIterable<Uint8Array>,
  sink: { update(piece: Uint8Array): unknown },
): Promise<void> {
  for await (const piece of source) sink.update(piece);
}
