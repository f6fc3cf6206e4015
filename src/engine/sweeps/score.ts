import type { EpochRecord } from '../../protocol/data.ts';
import type { RunRecord } from '../runs/run-record.ts';

/**
 * What a combination is judged by, higher being better: the accuracy of its last epoch, where there is none the
 * negative loss; on the validation split, where there is none on the training split. Never on the test split, which
 * is to stay unseen by choices.
 */
function scoreOf(epochs: readonly EpochRecord[]): number | null {
  const last = epochs.at(-1);
  if (!last) return null;
  const score = last.valAccuracy ?? (last.valLoss !== null ? -last.valLoss : (last.accuracy ?? -last.loss));
  return Number.isFinite(score) ? score : null;
}

/** What a run shows of its combination. */
export const figuresOf = ({ epochs, params, seconds, test }: RunRecord) => ({
  params,
  seconds,
  epochs: epochs.length,
  score: scoreOf(epochs),
  last: epochs.at(-1) ?? null,
  test,
});
