import type { BatchProgress, EpochRecord } from '../../protocol/data.ts';
import type { StepMetrics } from '../model/stepper.ts';
import type { TrainingProgress } from '../runs/checkpoint.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Where a run stands: the epoch under way, its batches done, its sums so far, and the epochs behind it. */
export interface Cursor {
  readonly epoch: number;
  readonly batch: number;
  readonly sums: Readonly<TrainingProgress['sums']>;
  readonly history: readonly EpochRecord[];
  /** Steps taken since the run began. */
  readonly steps: number;
  /** The loss of the run's first step; null before it. */
  readonly firstLoss: number | null;
  /** Called when this process begins an epoch, or goes on within one. */
  begin(): void;
  addBatch(count: number, metrics: StepMetrics): void;
  /** Seconds and pace of the epoch under way, as far as this process has trained it. */
  pace(): { readonly seconds: number; readonly imagesPerSecond: number };
  /** Ends the epoch under way. */
  close(record: EpochRecord): void;
  progress(): BatchProgress;
  /** All of it, copied, for a checkpoint. */
  snapshot(): Pick<TrainingProgress, 'epoch' | 'batch' | 'sums' | 'epochs' | 'firstLoss' | 'seconds'>;
}

const noSums = (): TrainingProgress['sums'] => ({ loss: 0, accuracy: 0, seen: 0 });

/** @param examples how many an epoch goes through */
export function createCursor(
  resumed: TrainingProgress | null,
  watch: Stopwatch,
  { epochs, batches, examples }: { epochs: number; batches: number; examples: number },
): Cursor {
  let epoch = resumed?.epoch ?? 1;
  let batch = resumed?.batch ?? 0;
  let sums = resumed ? { ...resumed.sums } : noSums();
  let firstLoss = resumed?.firstLoss ?? null;
  /** Seconds on the watch and examples seen when this process began the epoch under way. */
  let mark = { seconds: 0, seen: 0 };
  const history: EpochRecord[] = [...(resumed?.epochs ?? [])];
  const pace = () => {
    const seconds = watch.seconds() - mark.seconds;
    return { seconds, imagesPerSecond: seconds > 0 ? (sums.seen - mark.seen) / seconds : 0 };
  };
  return {
    get epoch() {
      return epoch;
    },
    get batch() {
      return batch;
    },
    get sums() {
      return sums;
    },
    history,
    get steps() {
      return (epoch - 1) * batches + batch;
    },
    get firstLoss() {
      return firstLoss;
    },
    begin() {
      mark = { seconds: watch.seconds(), seen: sums.seen };
    },
    addBatch(count, { loss, accuracy }) {
      batch++;
      firstLoss ??= loss;
      sums.loss += loss * count;
      sums.accuracy += (accuracy ?? 0) * count;
      sums.seen += count;
    },
    pace,
    close(record) {
      history.push(record);
      epoch++;
      batch = 0;
      sums = noSums();
    },
    progress() {
      const { imagesPerSecond } = pace();
      const left = (epochs - epoch + 1) * examples - sums.seen;
      const secondsLeft = imagesPerSecond > 0 ? left / imagesPerSecond : null;
      return { epoch, epochs, batch, batches, imagesPerSecond, secondsLeft };
    },
    snapshot: () => ({
      epoch,
      batch,
      sums: { ...sums },
      epochs: [...history],
      firstLoss,
      seconds: watch.seconds(),
    }),
  };
}
