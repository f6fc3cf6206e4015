import type { EpochRecord } from '../../protocol/data.ts';
import { baseFor } from '../../training/rate.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import type { RunRecord } from '../runs/run-record.ts';

/** Learning rates that a person sets while a run trains; the schedule continues from each. */
export interface ManualRates {
  /** In the order of their steps. */
  readonly all: RunRecord['rates'];
  /** @param learningRate of the next step, which is `step` */
  set(step: number, history: readonly EpochRecord[], learningRate: number): void;
  /** The rate from which the schedule starts at a step. */
  baseAt(step: number): number;
}

export function createManualRates(
  before: RunRecord['rates'],
  settings: ResolvedSettings,
  stepsPerEpoch: number,
): ManualRates {
  const all = [...before];
  return {
    all,
    set(step, history, learningRate) {
      all.push({ step, learningRate: baseFor(settings, { step, stepsPerEpoch, history }, learningRate) });
    },
    baseAt: (step) => all.findLast((rate) => rate.step <= step)?.learningRate ?? settings.learningRate,
  };
}
