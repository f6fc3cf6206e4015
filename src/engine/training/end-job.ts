import type { Emitter } from '../../protocol/emitter.ts';
import { message } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { RunStore } from '../runs/run-store.ts';
import { activeRun, type Job, updateRecord } from './job.ts';

interface EndingParts {
  readonly events: Emitter;
  readonly store: RunStore;
}

export function disposePretraining(job: Job): void {
  job.pretraining?.dispose();
  job.pretraining = null;
}

/** Writes the record as it is now. */
export const saveRecord = (job: Job): Promise<void> => job.writer.save(job.record);

/** Releases the run first, then reports its end: listeners may start the next run at once, here or elsewhere. */
export async function concludeJob(
  { events }: EndingParts,
  job: Job,
  layer: string | null,
  { state, message: why } = job.record,
): Promise<void> {
  void job.feeder?.end();
  job.feeder = null;
  // Keep the claim while weights are unwritten: a retry may still find room on the disk.
  if (job.writer.complete) await job.claim.release();
  job.over = true;
  events.emit('train.state', { run: job.run, state, message: why, layer });
}

/** Ends a run that another process has taken over. What is on disk belongs to that process. */
export async function abandonJob(parts: EndingParts, job: Job): Promise<void> {
  const why = message('runs.lost-here', { run: job.run });
  job.record = { ...job.record, state: 'interrupted', message: why, pid: null, mark: null };
  disposePretraining(job);
  await Promise.all([job.writer.settled(), job.health?.settled(), job.steps?.written()]);
  await concludeJob(parts, job, null);
}

/** Restores a run whose steps never began to what it was before this start; removes one that was made for it. */
async function restoreJob({ store }: EndingParts, job: Job): Promise<void> {
  if (job.before === null) return store.remove(job.folder, job.claim).catch(() => {});
  const { name, tags, notes } = job.record;
  job.record = { ...job.before.record, name, tags, notes };
  await store.writeDocument(job.folder, job.before.document, job.claim).catch(() => {});
  await saveRecord(job);
}

/** Ends a run because of an error, or because it was stopped before its first step. */
export async function failJob(parts: EndingParts, job: Job, error: unknown): Promise<void> {
  if (job.claim.lost) return abandonJob(parts, job);
  const why = job.stopAsked ? '' : textOf(error);
  const begun = activeRun(job) !== null;
  updateRecord(job, job.stopAsked ? 'stopped' : 'failed', why);
  const reported = job.record;
  disposePretraining(job);
  await job.steps?.written();
  await (begun ? saveRecord(job) : restoreJob(parts, job));
  await concludeJob(parts, job, null, reported);
}
