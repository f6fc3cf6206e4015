import { EngineError } from '../protocol/client.ts';
import type { RunState } from '../protocol/data.ts';
import type { Emitter } from '../protocol/emitter.ts';
import type { Probes } from './probes.ts';
import { hasEnded } from './runs/record.ts';
import { type BeginParts, beginJob } from './training/begin.ts';
import { type CurrentRun, createKeeper, type Job, updateRecord } from './training/job.ts';
import { openSession } from './training/open-session.ts';
import type { Session } from './training/session.ts';

export interface Trainer {
  readonly current: CurrentRun | null;
  /** Checks everything that can be checked at once, then trains in the background. @throws EngineError */
  start(text: string, resume: string | null): Promise<string>;
  /** The session that trains now. @throws EngineError `not-training` */
  training(run: string): Session;
  /** Ends a run that is still making its data ready, or stops it. @throws EngineError `not-training` */
  stop(run: string): void;
  /** Whether this process trains that run now. */
  isTraining(run: string): boolean;
  /** Takes note of a new name of a run that it may hold in memory. */
  renamed(run: string, name: string): void;
  /** Lets go of a run that is not training. */
  forget(run: string): void;
}

interface TrainerParts extends BeginParts {
  readonly events: Emitter;
  readonly probes: Probes;
}

export function createTrainer({ backend, events, store, probes, step }: TrainerParts): Trainer {
  let job: Job | null = null;
  let starting = false;

  const announce = (run: string, state: RunState, message: string, layer: string | null): void =>
    events.emit('train.state', { run, state, message, layer });

  const keeper = createKeeper(store, (own, message) =>
    announce(own.run, own.session?.state ?? 'failed', message, null),
  );

  const fail = async (own: Job, error: unknown): Promise<void> => {
    const cancelled = own.stopAsked;
    const message = cancelled ? '' : error instanceof Error ? error.message : String(error);
    const state = cancelled ? 'stopped' : 'failed';
    const begun = own.session !== null || own.resumeFrom !== null;
    updateRecord(own, state, message);
    await keeper.settled();
    // A run that never began leaves nothing behind.
    if (begun) await keeper.save(own, null);
    else await store.remove(own.folder).catch(() => {});
    announce(own.run, state, message, null);
  };

  const trainJob = async (own: Job): Promise<void> => {
    try {
      own.session = await openSession(own, {
        backend,
        events,
        step,
        afterStep: (session) => probes.afterStep(own, session),
        onCheckpoint: (checkpoint) => {
          updateRecord(own, 'running', '');
          void keeper.save(own, checkpoint);
        },
      });
      if (own.stopAsked) own.session.stop();
      updateRecord(own, 'running', '');
      void keeper.save(own, null);
      const outcome = await own.session.train();
      updateRecord(own, outcome.state, outcome.message);
      await keeper.save(own, own.session.checkpoint());
      announce(own.run, outcome.state, own.record.message, outcome.layer);
    } catch (error) {
      await fail(own, error);
    }
  };

  const isTraining = (run: string): boolean => job !== null && job.run === run && !hasEnded(job.record.state);

  return {
    get current() {
      return job;
    },
    async start(text, resume) {
      if (starting || (job && !hasEnded(job.record.state))) {
        throw new EngineError('busy', 'Another run is training: stop it first, or wait until it ends.');
      }
      starting = true;
      try {
        const next = await beginJob({ backend, store, step }, text, resume);
        await store.writeDocument(next.folder, text);
        await store.writeRecord(next.folder, next.record);
        job?.session?.dispose();
        job = next;
        announce(next.run, 'preparing', '', null);
        void trainJob(next);
        return next.run;
      } finally {
        starting = false;
      }
    },
    training(run) {
      if (!job?.session || !isTraining(run))
        throw new EngineError('not-training', `Run ${run} is not training.`);
      return job.session;
    },
    stop(run) {
      if (!job || !isTraining(run)) throw new EngineError('not-training', `Run ${run} is not training.`);
      job.stopAsked = true;
      job.session?.stop();
    },
    isTraining,
    renamed(run, name) {
      if (job?.run === run) job.record = { ...job.record, name };
    },
    forget(run) {
      if (job?.run !== run || isTraining(run)) return;
      job.session?.dispose();
      job = null;
    },
  };
}
