import { processMark } from '../../files/process.ts';
import { countSteps, isCompilingWorthwhile } from '../../network/time/compile.ts';
import { divided } from '../../network/time/epoch.ts';
import { EngineError } from '../../protocol/client.ts';
import type { ForkPoint } from '../../protocol/fork.ts';
import type { Kernels } from '../../protocol/kernels.ts';
import { message, type Text } from '../../text/message.ts';
import { stopsEarly } from '../../training/early-stopping.ts';
import type { ResolvedSettings } from '../../training/resolve.ts';
import { outputNames, targetOf } from '../../training/target.ts';
import type { OpenedBackend } from '../backends/ladder.ts';
import type { KernelManager } from '../kernels/kernel-manager.ts';
import { kernelsOfRun } from '../kernels/kernels-of-run.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { readCheckpoint, type TrainingProgress } from '../runs/checkpoint.ts';
import { openCheckpointStore } from '../runs/checkpoint-store.ts';
import { claimRun } from '../runs/claim.ts';
import type { RunRecord } from '../runs/run-record.ts';
import type { RunStore } from '../runs/run-store.ts';
import { type Fork, readFork } from './fork.ts';
import { readTransfer } from './initial.ts';
import type { Job } from './job.ts';
import {
  type CheckedDocument,
  checkDocument,
  checkTrainable,
  readDocument,
  refuseTooLarge,
  type TrainableDocument,
} from './prepare.ts';
import { createRunWriter } from './run-writer.ts';
import { checkSameRun } from './same-run.ts';

export interface BeginParts {
  readonly backend: (wanted?: Kernels | null) => Promise<OpenedBackend>;
  readonly kernelManager: Pick<KernelManager, 'wantedFor' | 'admit'>;
  readonly store: RunStore;
  /** How steps are to be taken where the backend can. */
  readonly step: StepMode;
  /** Called when a run's writing begins to fail, in words, and when it works again, with an empty text. */
  readonly onTrouble: (run: string, message: Text) => void;
}

/** Where a run comes from: it continues with `resume`, starts from a checkpoint, or, both null, afresh. */
export interface Origin {
  readonly resume: string | null;
  readonly from: ForkPoint | null;
  /** The combination of a sweep that it is of, if any. */
  readonly sweep?: RunRecord['sweep'] | null;
  /** The item of the queue that it is, if any. */
  readonly item?: string;
}

/** A run's folder, which this process has claimed. */
type OwnFolder = Pick<Job, 'folder' | 'claim'>;

/** What is known of a run before it begins, whether it is new or continues. */
interface RunSetup {
  readonly checked: TrainableDocument;
  /** What `checked` was parsed from. */
  readonly text: string;
  readonly common: Pick<
    RunRecord,
    | 'dataset'
    | 'backend'
    | 'step'
    | 'kernels'
    | 'params'
    | 'labels'
    | 'target'
    | 'pid'
    | 'mark'
    | 'state'
    | 'message'
  >;
}

/** Refuses a run that has nothing left to train. @throws EngineError `settings` */
function checkUnfinished(run: string, { epoch, epochs }: TrainingProgress, settings: ResolvedSettings): void {
  const early = stopsEarly(epochs, settings.earlyStopping);
  if (early !== null) {
    throw new EngineError('settings', message('training.resume-stopped-early', { early }));
  }
  if (epoch > settings.epochs) {
    throw new EngineError('settings', message('runs.epochs-done', { run, epochs: settings.epochs }));
  }
}

/** @throws EngineError where the run is in use by a process, has nothing left to train, or cannot be read */
async function resumeRun(parts: BeginParts, run: string, beginning: RunSetup): Promise<Job> {
  const folder = await parts.store.folderOf(run);
  const claim = await claimRun(folder, run);
  return reopenJob(parts, run, beginning, { folder, claim }).catch(async (error: unknown) => {
    await claim.release();
    throw error;
  });
}

/** The job of a run that was claimed. */
async function reopenJob(parts: BeginParts, run: string, beginning: RunSetup, own: OwnFolder): Promise<Job> {
  const { checked, text, common } = beginning;
  const { folder } = own;
  const { record, document } = await parts.store.read(folder);
  const before = document === text ? checked : checkDocument(readDocument(document), checked.data);
  checkSameRun(run, before, checked);
  // One that was cut off before its first checkpoint begins again, to the same weights.
  const resumeFrom = await readCheckpoint(folder);
  // One that was stopped after its last epoch has its test still to come.
  if (resumeFrom && record.state === 'finished') {
    checkUnfinished(run, resumeFrom.progress, checked.settings);
  }
  const { learningRate } = checked.settings;
  const rates =
    learningRate === before.settings.learningRate
      ? record.rates
      : [...record.rates, { step: resumeFrom?.progress.steps ?? 0, learningRate }];
  // One that continued op by op goes on so, unless it only was too short: the two ways agree, but not to the last bit.
  const { validationSplit, batchSize, epochs } = before.settings;
  const { examples } = divided(checked.info, validationSplit);
  const eager =
    resumeFrom?.progress.mode === 'eager' &&
    record.backend === common.backend &&
    isCompilingWorthwhile(countSteps(examples, batchSize, epochs));
  const step = eager ? 'eager' : parts.step;
  const renewed = { ...record, ...common, step, rates };
  return createJob(parts, checked, own, renewed, {
    before: { record, document },
    resumeFrom,
    step,
    note: '',
  });
}

interface Start extends Pick<Fork, 'checkpoint'> {
  readonly parent: Fork['parent'] | null;
  /** What was taken over, in words; empty where all of it was. */
  readonly note: Text;
}

/** The first weights of a new run that are another's; null where it begins with its own. */
async function readStart(
  store: RunStore,
  from: ForkPoint | null,
  { network, settings }: CheckedDocument,
): Promise<Start | null> {
  if (from) return { ...(await readFork(store, from, network)), note: '' };
  const { transfer, seed } = settings;
  return transfer && readTransfer(store, transfer, network, seed);
}

async function beginNewRun(
  parts: BeginParts,
  { checked, common }: RunSetup,
  { from, sweep }: Origin,
): Promise<Job> {
  const fork = await readStart(parts.store, from, checked);
  const startedAt = new Date();
  const { id, folder } = await parts.store.create(checked.document.name, startedAt);
  const claim = await claimRun(folder, id);
  const record: RunRecord = {
    format: 'convas-run',
    version: 1,
    id,
    name: checked.document.name || 'Untitled',
    startedAt: startedAt.toISOString(),
    fingerprint: '',
    validationDraw: 'stratified',
    epochs: [],
    test: null,
    seconds: 0,
    rates: [],
    tags: [],
    notes: '',
    ...(fork?.parent && { parent: fork.parent }),
    ...(sweep && { sweep }),
    ...common,
  };
  if (fork) {
    // Its own from now on: a crash or the parent's deletion takes nothing from it.
    const checkpointStore = await openCheckpointStore(folder, claim);
    const { keep } = checked.settings.checkpoints;
    await checkpointStore.write(fork.checkpoint, { kept: false, keep }).catch(async (error: unknown) => {
      await parts.store.remove(folder, claim).catch(() => {});
      throw error;
    });
  }
  return createJob(parts, checked, { folder, claim }, record, {
    before: null,
    resumeFrom: fork && (await readCheckpoint(folder)),
    step: parts.step,
    note: fork?.note ?? '',
  });
}

async function createJob(
  { store, onTrouble }: BeginParts,
  checked: CheckedDocument,
  { folder, claim }: OwnFolder,
  record: RunRecord,
  from: Pick<Job, 'before' | 'resumeFrom' | 'step' | 'note'>,
): Promise<Job> {
  const job: Job = {
    run: record.id,
    folder,
    checked,
    labels: record.labels,
    record,
    pretraining: null,
    session: null,
    health: null,
    steps: null,
    example: null,
    feeder: null,
    stopAsked: false,
    over: false,
    ...from,
    claim,
    writer: createRunWriter({
      checkpoints: await openCheckpointStore(folder, claim),
      keep: checked.settings.checkpoints.keep,
      writeRecord: (fresh) => store.writeRecord(folder, fresh, claim),
      // A run continues from its checkpoint: no step before it may be missing.
      beforeCheckpoint: async () => job.steps?.written(),
      onTrouble(message) {
        if (!claim.lost) onTrouble(record.id, message);
      },
    }),
  };
  return job;
}

/** An imported run has no training to resume: a new one starts from its weights. */
async function trainableOrigin(store: RunStore, origin: Origin): Promise<Origin> {
  if (origin.resume === null) return origin;
  const { record } = await store.read(await store.folderOf(origin.resume));
  if (record.state !== 'imported') return origin;
  return { ...origin, resume: null, from: { run: origin.resume, steps: null } };
}

/**
 * Checks everything that can be checked at once, and makes the run's folder, or finds that of the run to continue with.
 * @throws EngineError
 */
export async function beginJob(parts: BeginParts, text: string, given: Origin): Promise<Job> {
  if (given.resume !== null && given.from !== null) {
    throw new EngineError('invalid', message('runs.resume-and-fork'));
  }
  const origin = await trainableOrigin(parts.store, given);
  const { resume } = origin;
  const checked = await checkTrainable(readDocument(text));
  refuseTooLarge(checked);
  const { dataset, info } = checked;
  const own = resume === null ? null : await kernelsOfRun(parts.store, resume);
  const wanted = own ?? parts.kernelManager.wantedFor(checked);
  const { backend: opened } = await parts.backend(wanted);
  const kernels = parts.kernelManager.admit(opened, wanted, own && resume);
  const beginning: RunSetup = {
    checked,
    text,
    common: {
      dataset,
      backend: opened.id,
      step: parts.step,
      ...(kernels && { kernels }),
      params: checked.totals.params,
      labels: [...outputNames(targetOf(info))],
      ...(info.target && checked.target !== 'input' && { target: info.target }),
      pid: process.pid,
      mark: processMark(process.pid),
      state: 'preparing',
      message: '',
    },
  };
  return resume === null ? beginNewRun(parts, beginning, origin) : resumeRun(parts, resume, beginning);
}
