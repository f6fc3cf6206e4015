import type { TrainingSettings } from '../../training/settings.ts';
import { optimizerSlots } from '../memory.ts';
import type { Network } from '../network.ts';
import { compileSeconds, countSteps, isCompilingWorthwhile, plainStepSeconds } from './compile.ts';
import { divided, type EpochTime, epochTime, type PastRuns, type SplitCounts } from './epoch.ts';
import { type PretrainingTime, pretrainingTime } from './pretraining.ts';
import type { Speed } from './speed.ts';

/** What a whole training will take. */
export interface TrainingTime {
  readonly epoch: EpochTime;
  readonly epochs: number;
  /** Seconds until the first step is done: to compile it; 0 where the steps are too few for that. */
  readonly startSeconds: number;
  /** Before the first epoch; null where nothing is pretrained. */
  readonly pretraining: PretrainingTime | null;
  /** All in all. */
  readonly seconds: number;
}

export function trainingTime(
  network: Network,
  training: TrainingSettings,
  counts: SplitCounts,
  speed: Speed,
  past: PastRuns | null,
): TrainingTime {
  const { batchSize, validationSplit, epochs } = training;
  const parts = divided(counts, validationSplit);
  const size = { batchSize, optimizerSlots: optimizerSlots(training), ...parts };
  const count = countSteps(parts.examples, batchSize, epochs);
  const pays = isCompilingWorthwhile(count);
  const compiled = epochTime(network, size, speed, past);
  const epoch = pays
    ? compiled
    : slower(compiled, (count.steps / epochs) * plainStepSeconds(network, size, speed));
  const startSeconds = pays ? compileSeconds(network, size, count.sizes, speed) : 0;
  const pretraining = pretrainingTime(network, training, parts.examples, speed, past);
  const seconds = startSeconds + epochs * epoch.seconds + (pretraining?.seconds ?? 0);
  return { epoch, epochs, startSeconds, pretraining, seconds };
}

/** An epoch that takes more seconds than it would compiled. */
const slower = (epoch: EpochTime, more: number): EpochTime => ({
  ...epoch,
  seconds: epoch.seconds + more,
  least: epoch.least + more / 2,
  most: epoch.most + 2 * more,
});
