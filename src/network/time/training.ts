import type { TrainingSettings } from '../../training/settings.ts';
import { optimizerSlots } from '../memory.ts';
import type { Network } from '../network.ts';
import { divided, type EpochTime, epochTime, type Past } from './epoch.ts';
import { type PretrainingTime, pretrainingTime } from './pretraining.ts';
import type { Speed } from './speed.ts';

/** What a whole training will take. */
export interface TrainingTime {
  readonly epoch: EpochTime;
  readonly epochs: number;
  /** Before the first epoch; null where nothing is pretrained. */
  readonly pretraining: PretrainingTime | null;
  /** All in all. */
  readonly seconds: number;
}

/** @param train examples of the training split */
export function trainingTime(
  network: Network,
  training: TrainingSettings,
  train: number,
  speed: Speed,
  past: Past | null,
): TrainingTime {
  const { batchSize, validationSplit, epochs } = training;
  const parts = divided(train, validationSplit);
  const size = { batchSize, optimizerSlots: optimizerSlots(training), ...parts };
  const epoch = epochTime(network, size, speed, past);
  const pretraining = pretrainingTime(network, training, parts.examples, speed, past);
  return { epoch, epochs, pretraining, seconds: epochs * epoch.seconds + (pretraining?.seconds ?? 0) };
}
