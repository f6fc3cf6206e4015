import type { TrialRequest } from './trial-messages.ts';

/** A process that has loaded TensorFlow with some kernels. */
export interface TrialRunner {
  /** Gets a computation ready. @throws Error where it does not run as it should, or the process ended */
  open(request: TrialRequest): Promise<void>;
  /** The median time of a computation that is repeated for so long, in seconds. @throws Error as `open` does */
  time(request: TrialRequest, milliseconds: number): Promise<number>;
  end(): void;
}

/** A runner and what it is timed with. */
export interface RaceEntry {
  readonly runner: TrialRunner;
  readonly requests: readonly TrialRequest[];
}

const rounds = 3;
const milliseconds = 50;

/** Steps that a race over so many computations takes, those of all its runners together. */
export const stepsOf = (requests: number): number => requests * (1 + rounds);

/**
 * Times runners. They get ready together and are then timed one at a time, taking turns, so that what else the machine
 * does meets all alike.
 * @param onStep called after each step; what it throws ends the race
 * @returns for each runner the shortest time of each computation, in seconds; null where it could not do one
 */
export async function race(
  entries: readonly RaceEntry[],
  onStep: () => void,
): Promise<readonly (readonly number[] | null)[]> {
  const best: (number[] | null)[] = entries.map(({ requests }) =>
    requests.map(() => Number.POSITIVE_INFINITY),
  );
  /** A runner that cannot do something is out. */
  const attempt = async (at: number, work: (own: number[]) => Promise<void>): Promise<void> => {
    const own = best[at];
    if (own) {
      await work(own).catch(() => {
        best[at] = null;
      });
    }
    onStep();
  };
  const ready = await Promise.allSettled(
    entries.map(async ({ runner, requests }, at) => {
      for (const request of requests) await attempt(at, () => runner.open(request));
    }),
  );
  const stopped = ready.find(({ status }) => status === 'rejected');
  if (stopped) throw (stopped as PromiseRejectedResult).reason;
  const most = Math.max(...entries.map(({ requests }) => requests.length));
  for (let round = 0; round < rounds; round++) {
    for (let which = 0; which < most; which++) {
      for (const [at, { runner, requests }] of entries.entries()) {
        const request = requests[which];
        if (!request) continue;
        await attempt(at, async (own) => {
          own[which] = Math.min(own[which]!, await runner.time(request, milliseconds));
        });
      }
    }
  }
  return best;
}
