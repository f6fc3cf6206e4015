import { setTimeout as wait } from 'node:timers/promises';

/** Data that somebody waits for. */
let underway = 0;

/** Milliseconds between two looks. */
const pause = 50;

/** Does some work on data that a person waits for: measurements rest until it is done. */
export async function awaited<T>(work: () => Promise<T>): Promise<T> {
  underway++;
  try {
    return await work();
  } finally {
    underway--;
  }
}

/** Resolves once no data are being waited for. */
export async function dataAreDone(): Promise<void> {
  while (underway > 0) await wait(pause);
}
