import type { Dataset, SplitHandle } from '../../datasets/dataset.ts';
import { isInMemory } from '../../datasets/pixels.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { Text } from '../../text/message.ts';
import type { CrashGuard } from '../compiled/crash-guard.ts';
import type { DataVersions } from '../data-versions.ts';
import type { OpenFeeder } from '../feeding/feeder.ts';
import { pretrainJob } from '../pretraining/pretrain-job.ts';
import type { Probes } from '../probes.ts';
import { openHealthLog } from '../runs/health-file.ts';
import type { RunStore } from '../runs/run-store.ts';
import { openStepLog } from '../runs/step-file.ts';
import type { BeginParts } from './begin.ts';
import { abandonJob, concludeJob, disposePretraining, failJob, saveRecord } from './end-job.ts';
import { type Job, updateRecord } from './job.ts';
import { openJobInputs, openSession } from './open-session.ts';

export interface JobRunnerParts {
  readonly backend: BeginParts['backend'];
  readonly store: RunStore;
  readonly dataVersions: DataVersions;
  readonly events: Emitter;
  readonly probes: Probes;
  readonly crashGuard: CrashGuard;
  readonly openFeeder: OpenFeeder;
  /** Called with the reason why a forward pass is not compiled after all. */
  readonly onFallback: (reason: Text) => void;
  /** Called with the reason why the health of a run cannot be written. */
  readonly onUnsavedHealth: (run: string, why: Text) => void;
  /** Seconds of training between two checkpoints within an epoch. */
  readonly checkpointEvery: number;
  /** Whether steps are compiled even where there are too few for that to pay off. */
  readonly alwaysCompile: boolean;
}

/** Trains a job from its data to its end, which it reports; resolves once the job is over and never rejects. */
export function createJobRunner(parts: JobRunnerParts): (job: Job) => Promise<void> {
  const { events, probes } = parts;
  /** Fingerprints of the data whose notices were reported: once, not with each run of a sweep. */
  const reported = new Set<string>();

  const reportNotices = ({ info, fingerprint }: Dataset<SplitHandle>): void => {
    if (reported.has(fingerprint)) return;
    reported.add(fingerprint);
    for (const notice of info.notices ?? []) events.emit('engine.note', { message: notice });
  };

  /** Of data that are read from the disk as they are needed, no version is kept: that would take as long as an epoch. */
  const rememberData = (dataset: Dataset<SplitHandle>, reference: string): void => {
    // A run does not wait for it, and does not fail with it.
    if (isInMemory(dataset.train)) parts.dataVersions.keep(dataset, reference).catch(() => {});
  };

  /** @throws where data, network or settings refuse to train */
  const train = async (job: Job): Promise<void> => {
    const before = job.resumeFrom?.progress.steps ?? 0;
    const health = await openHealthLog(
      job.folder,
      before,
      (why) => {
        if (!job.claim.lost) parts.onUnsavedHealth(job.run, why);
      },
      job.claim,
    );
    job.health = health;
    const steps = await openStepLog(job.folder, before, job.claim);
    job.steps = steps;
    const inputs = await openJobInputs(job, parts.backend, parts.openFeeder);
    reportNotices(inputs.dataset);
    if (job.note !== '') events.emit('engine.note', { message: job.note });
    rememberData(inputs.dataset, job.record.dataset);
    const shared = { events, crashGuard: parts.crashGuard, onFallback: parts.onFallback };
    const early = await pretrainJob(job, inputs, {
      ...shared,
      afterStep: (at) => probes.afterStep(job, at),
    });
    if (job.claim.lost) return abandonJob(parts, job);
    if (early) {
      disposePretraining(job);
      return concludeJob(parts, job, early.layer);
    }
    const session = await openSession(job, inputs, {
      ...shared,
      alwaysCompile: parts.alwaysCompile,
      checkpointEvery: parts.checkpointEvery,
      afterStep: (at) => probes.afterStep(job, at),
      onStep: (row) => steps.add(row),
      openFeeder: parts.openFeeder,
      onHealth: (row) => {
        health.add(row);
        events.emit('train.health', { run: job.run, row });
      },
      onCheckpoint: (checkpoint, kept) => {
        updateRecord(job, 'running', '');
        void job.writer.save(job.record, { checkpoint, kept });
      },
    });
    job.session = session;
    job.resumeFrom = null;
    disposePretraining(job);
    if (job.stopAsked) session.stop();
    updateRecord(job, 'running', '');
    void saveRecord(job);
    const outcome = await session.train();
    if (job.claim.lost) return abandonJob(parts, job);
    updateRecord(job, outcome.state, outcome.message);
    await job.writer.save(job.record, { checkpoint: session.checkpoint(), kept: false });
    await health.settled();
    await steps.written();
    if (job.claim.lost) return abandonJob(parts, job);
    await concludeJob(parts, job, outcome.layer);
  };

  return async (job) => {
    try {
      await train(job);
    } catch (error) {
      await failJob(parts, job, error);
    }
  };
}
