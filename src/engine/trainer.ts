import { EngineError } from '../protocol/client.ts';
import { message, type Text } from '../text/message.ts';
import { type Lease, type Lendable, lendable } from './leases.ts';
import { hasEnded, type RunDescription } from './runs/run-record.ts';
import type { ActiveRun } from './training/active-run.ts';
import { type BeginParts, beginJob, type Origin } from './training/begin.ts';
import { saveRecord } from './training/end-job.ts';
import { activeRun, type CurrentRun, type Job, updateRecord } from './training/job.ts';
import { createJobRunner, type JobRunnerParts } from './training/run-job.ts';
import { createUnsaved } from './training/unsaved.ts';

export interface Trainer {
  readonly current: CurrentRun | null;
  /** The run that is in memory, kept there until the lease is returned; null where it is another, or none. */
  lease(run: string): Lease<CurrentRun> | null;
  /**
   * Checks everything that can be checked at once, then trains in the background. Waits for a run that is ending.
   * @param canceled whether no one wants it any more
   * @throws EngineError
   */
  start(text: string, origin: Origin, canceled?: () => boolean): Promise<string>;
  /** What trains or pretrains now. @throws EngineError `not-training` */
  training(run: string): ActiveRun;
  /** Ends a run that is still making its data ready, or stops it. @throws EngineError `not-training` */
  stop(run: string): void;
  /** Whether this process trains that run now. */
  isTraining(run: string): boolean;
  /** Sets the learning rate of a run that trains. @throws EngineError `not-training` */
  setLearningRate(run: string, learningRate: number): void;
  /** Whether this process has that run to itself: what it holds in memory is newer than what is on disk. */
  holds(run: string): boolean;
  /** Changes a run's name, tags and notes. @throws EngineError `in-use` where another process trains it */
  describe(folder: string, to: (words: RunDescription) => Partial<RunDescription>): Promise<void>;
  /** Lets go of a run that is not training. */
  forget(run: string): Promise<void>;
}

interface TrainerParts extends Omit<BeginParts, 'onTrouble'>, Omit<JobRunnerParts, 'onUnsavedHealth'> {}

export function createTrainer(parts: TrainerParts): Trainer {
  const { events, store } = parts;
  let job: Job | null = null;
  /** The weights of `job`. */
  let memory: Lendable<Job> | null = null;
  let starting = false;
  /** Resolves when the job is over and its end has been reported. */
  let ending: Promise<void> = Promise.resolve();

  const unsaved = createUnsaved((run, why) => events.emit('train.unsaved', { run, message: why }));
  const onTrouble = (run: string, why: Text): void => unsaved(run, 'weights', why);
  const runJob = createJobRunner({
    ...parts,
    onUnsavedHealth: (run, why) => unsaved(run, 'health', why),
  });

  /** Resolves when another run may begin. @throws EngineError `busy` */
  const makeRoom = async (): Promise<void> => {
    if (!job || job.over) return;
    // One that was asked to stop, or has come to its end, still writes its last weights.
    if (!job.stopAsked && !hasEnded(job.record.state)) {
      throw new EngineError('busy', message('runs.other-training'));
    }
    await ending;
  };

  const training = (run: string): ActiveRun => {
    const at = job && isTraining(run) ? activeRun(job) : null;
    if (at) return at;
    throw new EngineError('not-training', message('runs.not-training', { run }));
  };

  /** Puts another run into memory, and lets go of the one that was there. */
  const hold = async (next: Job | null): Promise<void> => {
    await job?.claim.release();
    memory?.retire();
    job = next;
    memory = next && lendable(next, () => next.session?.dispose());
  };

  const stopJob = (own: Job): void => {
    own.stopAsked = true;
    activeRun(own)?.stop();
  };

  const isTraining = (run: string): boolean => job !== null && job.run === run && !job.over;

  return {
    get current() {
      return job;
    },
    lease: (run) => (job?.run === run ? (memory?.lease() ?? null) : null),
    async start(text, origin, canceled = () => false) {
      if (starting) throw new EngineError('busy', message('runs.starting'));
      starting = true;
      try {
        await makeRoom();
        if (canceled()) throw new EngineError('canceled', message('runs.start-canceled'));
        if (job?.run === origin.resume) {
          // What the disk had no room for may go on it now.
          await job.writer.retry();
          await job.claim.release();
        }
        const next = await beginJob({ ...parts, onTrouble }, text, origin);
        try {
          await store.writeDocument(next.folder, text, next.claim);
          await store.writeRecord(next.folder, next.record, next.claim);
        } catch (error) {
          await next.claim.release();
          throw error;
        }
        next.claim.onLost(() => stopJob(next));
        await hold(next);
        const { item } = origin;
        events.emit('train.state', {
          run: next.run,
          state: 'preparing',
          message: '',
          layer: null,
          ...(item !== undefined && { item }),
        });
        ending = runJob(next);
        return next.run;
      } finally {
        starting = false;
      }
    },
    training,
    stop(run) {
      if (!job || !isTraining(run))
        throw new EngineError('not-training', message('runs.not-training', { run }));
      stopJob(job);
    },
    setLearningRate(run, learningRate) {
      training(run);
      if (!job?.session) {
        throw new EngineError('not-training', message('runs.still-pretraining', { run }));
      }
      job.session.setLearningRate(learningRate);
      updateRecord(job, 'running', '');
      void saveRecord(job);
    },
    isTraining,
    holds: (run) => job?.run === run && job.claim.held,
    async describe(folder, to) {
      const own = job?.folder === folder ? job : null;
      if (own) own.record = { ...own.record, ...to(own.record) };
      if (own?.claim.held) await saveRecord(own);
      else await store.change(folder, (record) => ({ ...record, ...to(record) }));
    },
    async forget(run) {
      if (job?.run !== run || isTraining(run)) return;
      await hold(null);
    },
  };
}
