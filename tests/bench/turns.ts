import type { Feed } from '../../src/engine/feeding/feeder.ts';
import type { Stepper } from '../../src/engine/model/stepper.ts';

/** A way to get batches, and what was measured of it. */
export interface Way {
  readonly feed: Feed;
  /** Images per second, turn by turn. */
  readonly pace: number[];
  /** Batches that were measured, and milliseconds that were waited for them. */
  taken: number;
  waited: number;
  /** Batches in all. */
  all: number;
}

export const wayOf = (feed: Feed): Way => ({ feed, pace: [], taken: 0, waited: 0, all: 0 });

/**
 * Trains on batches of each way for some seconds, in turn, so that what else the machine does meets all alike. The first
 * turn of each is not counted: it records, compiles and compares.
 */
export async function trainInTurns(
  stepper: Stepper,
  ways: readonly Way[],
  asked: {
    readonly learningRate: number;
    readonly batchSize: number;
    readonly rounds: number;
    readonly seconds: number;
  },
): Promise<void> {
  const { learningRate, batchSize, rounds, seconds } = asked;
  for (let round = -1; round < rounds; round++) {
    for (const way of round % 2 === 0 ? ways : [...ways].reverse()) {
      const since = performance.now();
      let taken = 0;
      let now = since;
      while (taken < 2 || now - since < 1000 * seconds) {
        const before = performance.now();
        const batch = await way.feed.next();
        if (round >= 0) way.waited += performance.now() - before;
        stepper.run(batch, learningRate);
        taken++;
        way.all++;
        now = performance.now();
      }
      if (round < 0) continue;
      way.pace.push((1000 * taken * batchSize) / (now - since));
      way.taken += taken;
    }
  }
}
