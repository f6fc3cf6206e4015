import { createBatcher } from '../../datasets/batcher.ts';
import { openDataset } from '../../datasets/registry.ts';
import { countSteps, isCompilingWorthwhile } from '../../network/time/compile.ts';
import { EngineError } from '../../protocol/client.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import type { OpenedBackend } from '../backends/ladder.ts';
import type { CrashGuard } from '../compiled/crash-guard.ts';
import { trainOnFeatures } from '../features/feature-inputs.ts';
import type { OpenFeeder } from '../feeding/feeder.ts';
import { withKernels } from '../kernels/with-kernels.ts';
import { openForward } from '../model/open-forward.ts';
import { openStepper } from '../model/open-stepper.ts';
import { initialWeights, listWeights, type WeightValues } from '../model/weights.ts';
import { imageAt } from '../probes.ts';
import { readCheckpoint } from '../runs/checkpoint.ts';
import { classWeightsFor } from './class-weights.ts';
import { createEvaluator } from './evaluate.ts';
import { fitPreprocessing, withFitted } from './fit-preprocessing.ts';
import type { Job } from './job.ts';
import { learnedBy } from './learned-by.ts';
import type { JobInputs } from './loop.ts';
import { mixedFor } from './mixed-for.ts';
import { batchSizes, divide, preprocessingOf } from './prepare.ts';
import { createSession, type Session, type SessionParts } from './session.ts';

export interface OpenParts
  extends Pick<SessionParts, 'afterStep' | 'onStep' | 'onCheckpoint' | 'onHealth' | 'checkpointEvery'> {
  readonly events: Emitter;
  readonly openFeeder: OpenFeeder;
  readonly crashGuard: CrashGuard;
  /** Called with the reason why a forward pass is not compiled after all. */
  readonly onFallback: (reason: Text) => void;
  /** Whether steps are compiled even where there are too few for that to pay off. */
  readonly alwaysCompile: boolean;
}

/** The weights of the best epoch of a run that continues, where it is to end with those. */
async function bestWeights({ checked, folder, resumeFrom }: Job): Promise<WeightValues | null> {
  const best = resumeFrom?.progress.best;
  if (!best || !checked.settings.earlyStopping?.restoreBest) return null;
  return (await readCheckpoint(folder, best.steps))?.weights ?? null;
}

/**
 * Loads a job's data and checks it; from then on the job has a feeder, to be ended with it.
 * @throws EngineError in words; `data` where the dataset is not the one that the run began with
 */
export async function openJobInputs(
  job: Job,
  backend: () => Promise<OpenedBackend>,
  openFeeder: OpenFeeder,
): Promise<JobInputs> {
  const { resumeFrom } = job;
  const opened = await openDataset(job.record.dataset, { canceled: () => job.stopAsked });
  const dataset = learnedBy(opened, job.checked.target);
  // One that starts from another's weights has seen no data yet.
  const { fingerprint } = job.record;
  if (resumeFrom && fingerprint !== '' && fingerprint !== dataset.fingerprint) {
    throw new EngineError('data', message('engine.data-changed-since', { title: dataset.info.title }));
  }
  // A crash may have left a record that is older than the checkpoint.
  const pretraining = resumeFrom?.progress.pretraining ?? [];
  job.record = { ...job.record, fingerprint: dataset.fingerprint, pretraining };
  job.example = imageAt(dataset.test, 0);
  const { network, settings, target } = job.checked;
  const weights = listWeights(network);
  const division = divide(dataset, job.checked, job.record.validationDraw);
  const unfitted = preprocessingOf(job.checked.document, network);
  const fitted = job.record.fitted ?? fitPreprocessing(unfitted, dataset.train, division.train);
  if (fitted) {
    job.record = { ...job.record, fitted: [...fitted] };
    job.checked = withFitted(job.checked, fitted);
  }
  const { checked } = job;
  const classWeights = classWeightsFor(dataset, division, checked);
  const { backend: engine } = await backend();
  const preprocessing = preprocessingOf(checked.document, network);
  const plan = {
    backend: withKernels(engine, job.record.kernels?.training),
    network,
    weights,
    settings,
    target,
    classWeights,
    mixed: mixedFor(checked.target, preprocessing.steps),
  };
  job.feeder = openFeeder(preprocessing);
  return {
    plan,
    inference: withKernels(engine, job.record.kernels?.inference),
    dataset,
    division,
    createBatcher: (source) => createBatcher(source, preprocessing),
    feeder: job.feeder,
    variants: null,
  };
}

const tooShort = (steps: number): Message => message('engine.too-few-steps', { steps });

/** Makes a job's weights and its step, ready to train. */
export async function openSession(
  job: Job,
  whole: JobInputs,
  { events, crashGuard, onFallback, alwaysCompile, openFeeder, ...parts }: OpenParts,
): Promise<Session> {
  const { resumeFrom } = job;
  const { weights, settings, network } = whole.plan;
  const start = {
    weights: resumeFrom?.weights ?? initialWeights(weights, settings.seed),
    slots: resumeFrom?.slots ?? new Map(),
    steps: resumeFrom?.progress.steps ?? 0,
  };
  const execute = { mode: job.step, crashGuard, onFallback };
  const inputs = await trainOnFeatures(job, whole, start.weights, { events, openFeeder, execution: execute });
  const { plan, inference, division } = inputs;
  // Mixed examples are trained on alone.
  const { mixed: _, ...evaluated } = plan;
  const best = await bestWeights(job);
  const batches = batchSizes(division, settings.batchSize);
  const count = countSteps(division.train.length, settings.batchSize, settings.epochs);
  const short = job.step === 'compiled' && !alwaysCompile && !isCompilingWorthwhile(count);
  const wanted = short ? 'eager' : job.step;
  const stepper = openStepper(plan, start, batches, wanted, crashGuard, short ? tooShort(count.steps) : '');
  // What ends the engine in a step would end it in a forward pass as well.
  const mode = stepper.deadly ? 'eager' : wanted;
  const execution = { mode, crashGuard, onFallback };
  try {
    return createSession({
      run: job.run,
      ...inputs,
      stepper,
      // Pictures are of all layers, also where only the last ones train on features.
      forward: openForward(inference, network, execution),
      evaluator: createEvaluator({ ...evaluated, backend: inference }, execution),
      events,
      ...parts,
      writer: job.writer,
      resumed: resumeFrom?.progress ?? null,
      best,
      rates: job.record.rates,
    });
  } catch (error) {
    stepper.dispose();
    throw error;
  }
}
