import type { EpochRecord } from '../../protocol/data.ts';
import { message, type Text } from '../../text/message.ts';
import { stopsEarly, watchEpochs } from '../../training/early-stopping.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { TrainingProgress } from '../runs/checkpoint.ts';
import type { RunWeights } from './run-weights.ts';

/** The best epoch of a run so far, whether the run ends early because of it, and the way back to its weights. */
export interface BestEpoch {
  /** What a checkpoint keeps of it. */
  readonly progress: Pick<TrainingProgress, 'best' | 'restored'>;
  /** Whether this one is the best so far. */
  afterEpoch(epoch: number): boolean;
  stopsEarly(): boolean;
  /** Goes back to the best epoch's weights where that is wanted. @returns why the run ended and what it went back to */
  conclude(): Text;
}

export interface BestEpochParts {
  readonly earlyStopping: ResolvedSettings['earlyStopping'];
  readonly resumed: Pick<TrainingProgress, 'best'> | null;
  readonly weights: RunWeights;
  readonly history: () => readonly EpochRecord[];
  readonly steps: () => number;
}

export function createBestEpoch(parts: BestEpochParts): BestEpoch {
  const { earlyStopping, weights, history, steps } = parts;
  let best = parts.resumed?.best ?? null;
  let restored = false;
  return {
    get progress() {
      return { best, restored };
    },
    afterEpoch(epoch) {
      const isBest = watchEpochs(history(), earlyStopping).best === epoch;
      if (isBest) best = { epoch, steps: steps() };
      return isBest;
    },
    stopsEarly: () => stopsEarly(history(), earlyStopping) !== null,
    conclude() {
      const early = stopsEarly(history(), earlyStopping);
      const goesBack = earlyStopping?.restoreBest === true && best !== null && best.steps !== steps();
      restored = goesBack && weights.restoreBest();
      const back = restored && best ? message('training.best-restored', { epoch: best.epoch }) : null;
      if (early && back) return message('common.two', { first: early, second: back });
      return early ?? back ?? '';
    },
  };
}
