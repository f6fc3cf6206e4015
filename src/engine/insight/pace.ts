import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';

/** The share of the time that views take while a run trains. */
const share = 0.05;
/** Milliseconds of a part that count: what waited for the disk is no work. */
const maxCounted = 1000;
/** Milliseconds between two looks whether the run still trains. */
const lookEvery = 50;

/**
 * Lets training have its turn between the parts of what takes long: as long as a run trains, each part is followed by
 * twenty times its own time, so that training is slowed by a twentieth at most.
 * @param busy whether a run trains
 * @param canceled whether no one waits any more
 */
export function createPace(busy: () => boolean, canceled: () => boolean): () => Promise<void> {
  let since = performance.now();
  return async () => {
    const taken = Math.min(maxCounted, performance.now() - since);
    await nextTurn();
    const until = performance.now() + taken * (1 / share - 1);
    for (let left = until - performance.now(); left > 0 && busy() && !canceled(); ) {
      await delay(Math.min(lookEvery, left));
      left = until - performance.now();
    }
    since = performance.now();
  };
}
