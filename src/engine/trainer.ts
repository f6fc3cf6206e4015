import { datasetInfo, loadDataset } from '../datasets/registry.ts';
import { EngineError } from '../protocol/client.ts';
import type { EpochRecord, Image, RunState } from '../protocol/data.ts';
import type { Emitter } from '../protocol/emitter.ts';
import type { OpenedBackend } from './backends/ladder.ts';
import { openStepper, type StepMode } from './model/open-stepper.ts';
import { initialWeights, listWeights } from './model/weights.ts';
import { firstImage, type Probes } from './probes.ts';
import { type Checkpoint, type ReadCheckpoint, readCheckpoint, writeCheckpoint } from './runs/checkpoint.ts';
import { hasEnded, honest, type RunRecord } from './runs/record.ts';
import type { RunStore } from './runs/store.ts';
import {
  batchSizes,
  type CheckedDocument,
  checkDocument,
  divide,
  preprocessingOf,
  readDocument,
} from './training/prepare.ts';
import { batcherFor, createSession, type Session } from './training/session.ts';

/** The run that trains, or the last one that did: its weights stay in memory until the next. */
export interface CurrentRun {
  readonly run: string;
  readonly folder: string;
  readonly checked: CheckedDocument;
  readonly labels: readonly string[];
  readonly record: RunRecord;
  /** Null while its data is made ready, and where that failed. */
  readonly session: Session | null;
  /** An image to look through the network with; null until the data is here. */
  readonly example: Image | null;
}

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

interface TrainerParts {
  readonly backend: () => Promise<OpenedBackend>;
  readonly events: Emitter;
  readonly store: RunStore;
  readonly probes: Probes;
  /** How steps are to be taken where the backend can. */
  readonly step: StepMode;
}

interface Job extends CurrentRun {
  record: RunRecord;
  session: Session | null;
  example: Image | null;
  stopAsked: boolean;
  readonly resumeFrom: ReadCheckpoint | null;
}

export function createTrainer({ backend, events, store, probes, step }: TrainerParts): Trainer {
  let job: Job | null = null;
  let starting = false;
  /** Writes wait for each other, training waits for none of them. */
  let writing: Promise<void> = Promise.resolve();

  const announce = (run: string, state: RunState, message: string, layer: string | null): void =>
    events.emit('train.state', { run, state, message, layer });

  const save = (own: Job, checkpoint: Checkpoint | null): Promise<void> => {
    const { record, folder } = own;
    writing = writing.then(async () => {
      try {
        if (checkpoint) await writeCheckpoint(folder, checkpoint);
        await store.writeRecord(folder, record);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        own.record = { ...own.record, message };
        announce(own.run, own.session?.state ?? 'failed', message, null);
      }
    });
    return writing;
  };

  const update = (own: Job, state: RunState, message: string): void => {
    const session = own.session;
    const epochs: readonly EpochRecord[] = session?.epochs ?? own.record.epochs;
    own.record = {
      ...own.record,
      state,
      message,
      step: session?.mode ?? own.record.step,
      pid: hasEnded(state) ? null : process.pid,
      epochs: [...epochs],
      test: session?.test ?? null,
      seconds: session?.seconds ?? own.record.seconds,
    };
  };

  const openSession = async (own: Job): Promise<Session> => {
    const { checked, resumeFrom } = own;
    const dataset = await loadDataset(own.record.dataset, { cancelled: () => own.stopAsked });
    if (resumeFrom && own.record.fingerprint !== dataset.fingerprint) {
      throw new EngineError(
        'data',
        `${dataset.info.title} is not what it was when this run began, so the run cannot go on: start a new one.`,
      );
    }
    own.record = { ...own.record, fingerprint: dataset.fingerprint };
    own.example = firstImage(dataset.test);
    const { network, settings } = checked;
    const weights = listWeights(network);
    const plan = { backend: (await backend()).backend, network, weights, settings };
    const division = divide(dataset, network, settings);
    const start = {
      weights: resumeFrom?.weights ?? initialWeights(weights, settings.seed),
      slots: resumeFrom?.slots ?? new Map(),
      steps: resumeFrom?.progress.steps ?? 0,
    };
    const stepper = openStepper(plan, start, batchSizes(division, settings.batchSize), step);
    try {
      return createSession({
        run: own.run,
        plan,
        stepper,
        dataset,
        division,
        createBatcher: batcherFor(preprocessingOf(checked.document, network)),
        events,
        afterStep: (session) => probes.afterStep(own, session),
        onCheckpoint: (checkpoint) => {
          update(own, 'running', '');
          void save(own, checkpoint);
        },
        resumed: resumeFrom?.progress ?? null,
      });
    } catch (error) {
      stepper.dispose();
      throw error;
    }
  };

  const fail = async (own: Job, error: unknown): Promise<void> => {
    const cancelled = own.stopAsked;
    const message = cancelled ? '' : error instanceof Error ? error.message : String(error);
    const state = cancelled ? 'stopped' : 'failed';
    const begun = own.session !== null || own.resumeFrom !== null;
    update(own, state, message);
    await writing;
    // A run that never began leaves nothing behind.
    if (begun) await save(own, null);
    else await store.remove(own.folder).catch(() => {});
    announce(own.run, state, message, null);
  };

  const trainJob = async (own: Job): Promise<void> => {
    try {
      own.session = await openSession(own);
      if (own.stopAsked) own.session.stop();
      update(own, 'running', '');
      void save(own, null);
      const outcome = await own.session.train();
      update(own, outcome.state, outcome.message);
      await save(own, own.session.checkpoint());
      announce(own.run, outcome.state, own.record.message, outcome.layer);
    } catch (error) {
      await fail(own, error);
    }
  };

  const prepare = async (text: string, resume: string | null): Promise<Job> => {
    const dataset = readDocument(text).data?.dataset;
    if (!dataset)
      throw new EngineError('data', 'No data is chosen: choose what the network is to learn from.');
    const info = await datasetInfo(dataset);
    const { backend: opened } = await backend();
    const checked = checkDocument(text, { sampleShape: info.sampleShape, classes: info.classes.length });
    const startedAt = new Date();
    const common = {
      backend: opened.id,
      step,
      params: checked.params,
      labels: info.classes,
      pid: process.pid,
      state: 'preparing',
      message: '',
    } as const;
    if (resume !== null) {
      const folder = await store.folderOf(resume);
      const { record } = await store.read(folder);
      const resumeFrom = await readCheckpoint(folder);
      if (resumeFrom.progress.epoch > checked.settings.epochs) {
        throw new EngineError(
          'settings',
          `Run ${resume} has already trained ${checked.settings.epochs} epochs: raise their number to go on.`,
        );
      }
      if (honest(record, false).state === 'running') {
        throw new EngineError('busy', `Run ${resume} is being trained by another process.`);
      }
      const renewed: RunRecord = { ...record, ...common, dataset, labels: [...info.classes] };
      return {
        run: record.id,
        folder,
        checked,
        labels: info.classes,
        record: renewed,
        session: null,
        example: null,
        stopAsked: false,
        resumeFrom,
      };
    }
    const { id, folder } = await store.create(checked.document.name, startedAt);
    const record: RunRecord = {
      format: 'convas-run',
      version: 1,
      id,
      name: checked.document.name || 'Untitled',
      startedAt: startedAt.toISOString(),
      dataset,
      fingerprint: '',
      epochs: [],
      test: null,
      seconds: 0,
      ...common,
      labels: [...info.classes],
    };
    return {
      run: id,
      folder,
      checked,
      labels: info.classes,
      record,
      session: null,
      example: null,
      stopAsked: false,
      resumeFrom: null,
    };
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
        const next = await prepare(text, resume);
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
