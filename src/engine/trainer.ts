import type { Dataset, SplitHandle } from '../datasets/dataset.ts';
import { EngineError } from '../protocol/client.ts';
import type { RunState } from '../protocol/data.ts';
import type { Emitter } from '../protocol/emitter.ts';
import { message, type Text } from '../text/message.ts';
import { textOf } from '../text/text-error.ts';
import type { CrashGuard } from './compiled/crash-guard.ts';
import type { OpenFeeder } from './feeding/feeder.ts';
import { type Lease, type Lendable, lendable } from './leases.ts';
import { pretrainJob } from './pretraining/pretrain-job.ts';
import type { Probes } from './probes.ts';
import { openHealthLog } from './runs/health-file.ts';
import { hasEnded, type RunDescription } from './runs/run-record.ts';
import { openStepLog } from './runs/step-file.ts';
import type { ActiveRun } from './training/active-run.ts';
import { type BeginParts, beginJob, type Origin } from './training/begin.ts';
import { activeRun, type CurrentRun, type Job, updateRecord } from './training/job.ts';
import { openJobInputs, openSession } from './training/open-session.ts';
import { createUnsaved } from './training/unsaved.ts';

export interface Trainer {
  readonly current: CurrentRun | null;
  /** The run that is in memory, kept there until the lease is returned; null where it is another, or none. */
  lease(run: string): Lease<CurrentRun> | null;
  /**
   * Checks everything that can be checked at once, then trains in the background. Waits for a run that is ending.
   * @param cancelled whether nobody wants it any more
   * @throws EngineError
   */
  start(text: string, origin: Origin, cancelled?: () => boolean): Promise<string>;
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
  /** Changes what is said of a run. @throws EngineError `in-use` where another process trains it */
  describe(folder: string, to: (words: RunDescription) => Partial<RunDescription>): Promise<void>;
  /** Lets go of a run that is not training. */
  forget(run: string): Promise<void>;
}

interface TrainerParts extends Omit<BeginParts, 'onTrouble'> {
  readonly crashGuard: CrashGuard;
  /** Told why a forward pass is not compiled after all. */
  readonly onFallback: (reason: Text) => void;
  readonly openFeeder: OpenFeeder;
  readonly events: Emitter;
  readonly probes: Probes;
  /** Seconds of training between two checkpoints within an epoch. */
  readonly checkpointEvery: number;
  /** Whether steps are compiled even where there are too few for that to pay off. */
  readonly alwaysCompile: boolean;
}

export function createTrainer(parts: TrainerParts): Trainer {
  const { backend, events, store, probes, crashGuard } = parts;
  let job: Job | null = null;
  /** The weights of `job`. */
  let memory: Lendable<Job> | null = null;
  /** Fingerprints of the data that it was told about. */
  const noted = new Set<string>();
  let starting = false;
  /** Resolves when the job is over and its end has been told. */
  let ending: Promise<void> = Promise.resolve();

  const announce = (run: string, state: RunState, told: Text, layer: string | null): void =>
    events.emit('train.state', { run, state, message: told, layer });

  const unsaved = createUnsaved((run, why) => events.emit('train.unsaved', { run, message: why }));
  const onTrouble = (run: string, why: Text): void => unsaved(run, 'weights', why);

  /** Tells once what is to be known about the data, not with each run of a sweep. */
  const noteData = ({ info, fingerprint }: Dataset<SplitHandle>): void => {
    if (noted.has(fingerprint)) return;
    noted.add(fingerprint);
    for (const notice of info.notices ?? []) events.emit('engine.note', { message: notice });
  };

  /** Has the record written as it is now. */
  const note = (own: Job): Promise<void> => own.writer.save(own.record);

  /** Lets go of it, then tells: who hears of the end may start the next at once, here or elsewhere. */
  const conclude = async (own: Job, layer: string | null, ended = own.record): Promise<void> => {
    void own.feeder?.end();
    own.feeder = null;
    // What the disk had no room for may still go on it.
    if (own.writer.complete) await own.claim.release();
    own.over = true;
    announce(own.run, ended.state, ended.message, layer);
  };

  /** Ends here a run that another process has taken over: what is on disk is that one's. */
  const giveUp = async (own: Job): Promise<void> => {
    const told = message('runs.lost-here', { run: own.run });
    own.record = { ...own.record, state: 'interrupted', message: told, pid: null, mark: null };
    endPretraining(own);
    await Promise.all([own.writer.settled(), own.health?.settled(), own.steps?.written()]);
    await conclude(own, null);
  };

  /** Leaves a run whose steps never began as it was before: going on in vain costs it nothing. */
  const putBack = async (own: Job): Promise<void> => {
    if (own.before === null) return store.remove(own.folder, own.claim).catch(() => {});
    const { name, tags, notes } = own.record;
    own.record = { ...own.before.record, name, tags, notes };
    await store.writeDocument(own.folder, own.before.document, own.claim).catch(() => {});
    await note(own);
  };

  const fail = async (own: Job, error: unknown): Promise<void> => {
    if (own.claim.lost) return giveUp(own);
    const cancelled = own.stopAsked;
    const why = cancelled ? '' : textOf(error);
    const begun = activeRun(own) !== null;
    updateRecord(own, cancelled ? 'stopped' : 'failed', why);
    const told = own.record;
    endPretraining(own);
    await own.steps?.written();
    await (begun ? note(own) : putBack(own));
    await conclude(own, null, told);
  };

  const endPretraining = (own: Job): void => {
    own.pretraining?.dispose();
    own.pretraining = null;
  };

  const trainJob = async (own: Job): Promise<void> => {
    try {
      const before = own.resumeFrom?.progress.steps ?? 0;
      const onUnsaved = (why: Text): void => {
        if (!own.claim.lost) unsaved(own.run, 'health', why);
      };
      own.health = await openHealthLog(own.folder, before, onUnsaved, own.claim);
      own.steps = await openStepLog(own.folder, before, own.claim);
      const inputs = await openJobInputs(own, backend, parts.openFeeder);
      noteData(inputs.dataset);
      const early = await pretrainJob(own, inputs, {
        events,
        crashGuard,
        onFallback: parts.onFallback,
        afterStep: (at) => probes.afterStep(own, at),
      });
      if (own.claim.lost) return await giveUp(own);
      if (early) {
        endPretraining(own);
        await conclude(own, early.layer);
        return;
      }
      own.session = await openSession(own, inputs, {
        events,
        crashGuard,
        onFallback: parts.onFallback,
        alwaysCompile: parts.alwaysCompile,
        checkpointEvery: parts.checkpointEvery,
        afterStep: (session) => probes.afterStep(own, session),
        onStep: (row) => own.steps?.add(row),
        onHealth: (row) => {
          own.health?.add(row);
          events.emit('train.health', { run: own.run, row });
        },
        onCheckpoint: (checkpoint, kept) => {
          updateRecord(own, 'running', '');
          void own.writer.save(own.record, { checkpoint, kept });
        },
      });
      own.resumeFrom = null;
      endPretraining(own);
      if (own.stopAsked) own.session.stop();
      updateRecord(own, 'running', '');
      void note(own);
      const outcome = await own.session.train();
      if (own.claim.lost) return await giveUp(own);
      updateRecord(own, outcome.state, outcome.message);
      await own.writer.save(own.record, { checkpoint: own.session.checkpoint(), kept: false });
      await own.health.settled();
      await own.steps.written();
      if (own.claim.lost) return await giveUp(own);
      await conclude(own, outcome.layer);
    } catch (error) {
      await fail(own, error);
    }
  };

  /** Resolves when another run may begin. @throws EngineError `busy` */
  const makeRoom = async (): Promise<void> => {
    if (!job || job.over) return;
    // One that was told to stop, or has come to its end, still writes its last weights.
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
    async start(text, origin, cancelled = () => false) {
      if (starting) throw new EngineError('busy', message('runs.starting'));
      starting = true;
      try {
        await makeRoom();
        if (cancelled()) throw new EngineError('cancelled', message('runs.start-canceled'));
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
        announce(next.run, 'preparing', '', null);
        ending = trainJob(next);
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
      void note(job);
    },
    isTraining,
    holds: (run) => job?.run === run && job.claim.held,
    async describe(folder, to) {
      const own = job?.folder === folder ? job : null;
      if (own) own.record = { ...own.record, ...to(own.record) };
      if (own?.claim.held) await note(own);
      else await store.change(folder, (record) => ({ ...record, ...to(record) }));
    },
    async forget(run) {
      if (job?.run !== run || isTraining(run)) return;
      await hold(null);
    },
  };
}
