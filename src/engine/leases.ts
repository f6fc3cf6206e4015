/** The right to use something until it is returned. */
export interface Lease<T> {
  readonly value: T;
  /** Returns it; a second call does nothing. */
  release(): void;
}

/** Something that holds memory and is lent out. It is freed once: when it is retired and no one uses it any more. */
export interface Lendable<T> {
  lease(): Lease<T>;
  /** Lends no longer. Frees it now, or when the last lease is returned. */
  retire(): void;
}

/** @param free called once @throws Error from `lease` where it is retired already */
export function lendable<T>(value: T, free: () => void): Lendable<T> {
  let leases = 0;
  let retired = false;
  const freeIfUnused = (): void => {
    if (retired && leases === 0) free();
  };
  return {
    lease() {
      if (retired) throw new Error('What is retired cannot be lent any more.');
      leases += 1;
      let returned = false;
      return {
        value,
        release() {
          if (returned) return;
          returned = true;
          leases -= 1;
          freeIfUnused();
        },
      };
    },
    retire() {
      if (retired) return;
      retired = true;
      freeIfUnused();
    },
  };
}
