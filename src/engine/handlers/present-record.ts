import { type RunRecord, withActualState } from '../runs/run-record.ts';
import type { Trainer } from '../trainer.ts';

/** The record of a run as it is now: of the run in memory, its own. */
export function presentRecord(trainer: Trainer, record: RunRecord): RunRecord {
  const { current } = trainer;
  if (current && trainer.holds(record.id)) {
    const { session } = current;
    return session
      ? { ...current.record, epochs: [...session.epochs], seconds: session.seconds }
      : current.record;
  }
  return withActualState(record, trainer.isTraining(record.id));
}
