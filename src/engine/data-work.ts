import { setTimeout as wait } from 'node:timers/promises';

/** Data that someone waits for. */
let running = 0;

/** Milliseconds between two looks. */
const pause = 50;

/** Does some work on data that a person waits for: measurements rest until it is done. */
export async function trackDataWork<T>(work: () => Promise<T>): Promise<T> {
  running++;
  try {
    return await work();
  } finally {
    running--;
  }
}

/** Resolves once no data are being waited for. */
export async function whenDataIdle(): Promise<void> {
  while (running > 0) await wait(pause);
}
