import type { ResolvedSettings } from '../../training/resolve.ts';

/** Decides when a run's state is copied and written, so that neither a crash nor the disk costs much. */
export interface Snapshots {
  /** After an epoch. @param best whether it was the best so far */
  afterEpoch(epoch: number, best: boolean): void;
  betweenSteps(): void;
  /** The run stands still. */
  atRest(): void;
}

export interface SnapshotParts {
  readonly checkpoints: ResolvedSettings['checkpoints'];
  /** Seconds of training between two checkpoints within an epoch. */
  readonly every: number;
  /** Seconds of training so far. */
  readonly seconds: () => number;
  /** Whether nothing waits to be written: another copy would only wait as well. */
  readonly idle: () => boolean;
  /** Copies the state and has it written. @param kept whether it stays */
  readonly take: (kept: boolean) => void;
}

export function createSnapshots({ checkpoints, every, seconds, idle, take }: SnapshotParts): Snapshots {
  const { epochs, minutes } = checkpoints;
  const marks = (): number => (minutes === null ? 0 : Math.floor(seconds() / (60 * minutes)));
  let passed = marks();
  let last = seconds();
  /** Whether something has happened that is worth a checkpoint, which the disk had no time for. */
  let overdue = false;
  const now = (kept: boolean): void => {
    overdue = false;
    last = seconds();
    take(kept);
  };
  const betweenSteps = (): void => {
    if (marks() > passed) {
      passed = marks();
      now(true);
    } else if ((overdue || seconds() - last >= every) && idle()) now(false);
  };
  return {
    afterEpoch(epoch, best) {
      const kept = epochs !== null && epoch % epochs === 0;
      if (kept || best || idle()) now(kept);
      else overdue = true;
    },
    betweenSteps,
    atRest() {
      overdue = true;
      betweenSteps();
    },
  };
}
