/** A stopwatch that can be held: pauses are left out. */
export interface Stopwatch {
  start(): void;
  hold(): void;
  seconds(): number;
}

/** @param seconds what it shows to begin with */
export function createStopwatch(seconds: number): Stopwatch {
  let elapsed = seconds * 1000;
  let since: number | null = null;
  return {
    start() {
      since ??= performance.now();
    },
    hold() {
      if (since !== null) elapsed += performance.now() - since;
      since = null;
    },
    seconds: () => (elapsed + (since === null ? 0 : performance.now() - since)) / 1000,
  };
}
