import type { Emitter } from '../../protocol/emitter.ts';
import type { Text } from '../../text/message.ts';
import type { CrashGuard } from '../compiled/crash-guard.ts';
import { initialWeights } from '../model/weights.ts';
import type { ActiveRun } from '../training/active-run.ts';
import { type Job, updateRecord } from '../training/job.ts';
import type { JobInputs } from '../training/loop.ts';
import type { TrainingOutcome } from '../training/outcome.ts';
import { createPretraining, isToPretrain } from './pretraining.ts';

export interface PretrainJobParts {
  readonly events: Emitter;
  readonly crashGuard: CrashGuard;
  /** Called with the reason why a forward pass is not compiled after all. */
  readonly onFallback: (reason: Text) => void;
  readonly afterStep: (at: ActiveRun) => void;
}

/**
 * Pretrains a job's layers where its settings ask for it; from then on the job continues from the weights found, as one
 * that an earlier process left before its first step. One that starts from another run's weights has no need of it.
 * A checkpoint is written after each layer: what is cut off within one begins that layer again, to the same weights.
 * @returns null where training may begin; how it ended early otherwise, its checkpoint written
 */
export async function pretrainJob(
  job: Job,
  inputs: JobInputs,
  { events, crashGuard, onFallback, afterStep }: PretrainJobParts,
): Promise<TrainingOutcome | null> {
  const { resumeFrom, record } = job;
  const { plan } = inputs;
  const settings = plan.settings.pretraining;
  const starts = record.parent ?? plan.settings.transfer;
  if (settings === null || starts || !isToPretrain(plan, resumeFrom?.progress ?? null)) return null;
  const pretraining = createPretraining({
    ...inputs,
    run: job.run,
    events,
    settings,
    mode: job.step,
    crashGuard,
    onFallback,
    start: {
      weights: resumeFrom?.weights ?? initialWeights(plan.weights, plan.settings.seed),
      done: resumeFrom?.progress.pretraining ?? [],
      seconds: resumeFrom?.progress.seconds ?? 0,
    },
    afterStep,
    onLayer() {
      updateRecord(job, 'running', '');
      void job.writer.save(job.record, { checkpoint: pretraining.checkpoint(), kept: false });
    },
  });
  job.pretraining = pretraining;
  if (job.stopAsked) pretraining.stop();
  updateRecord(job, 'running', '');
  void job.writer.save(job.record);
  const early = await pretraining.train();
  const checkpoint = pretraining.checkpoint();
  if (early) {
    updateRecord(job, early.state, early.message);
    await job.writer.save(job.record, { checkpoint, kept: false });
    return early;
  }
  job.resumeFrom = {
    weights: new Map(checkpoint.weights.map(({ key, values }) => [key, values])),
    slots: new Map(),
    progress: checkpoint.progress,
  };
  return null;
}
