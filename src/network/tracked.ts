/** Tells of each read of a map, while somebody listens. */
export interface Reads {
  listener: ((id: string) => void) | null;
}

/** A map by layer ids that records which of its values were read. */
export class TrackedMap<V> extends Map<string, V> {
  readonly #reads: Reads;

  constructor(reads: Reads) {
    super();
    this.#reads = reads;
  }

  override get(id: string): V | undefined {
    this.#reads.listener?.(id);
    return super.get(id);
  }
}
