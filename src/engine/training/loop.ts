import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dataset, Split } from '../../datasets/dataset.ts';
import type { Batcher } from '../../datasets/preprocess.ts';
import type { EpochRecord, RunState, Scores } from '../../protocol/data.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import { rateAt } from '../../training/rate.ts';
import type { OpenedStepper } from '../model/open-stepper.ts';
import type { StepPlan } from '../model/step.ts';
import type { Batch } from '../model/stepper.ts';
import type { Control } from './control.ts';
import { explainDivergence, isDivergence } from './divergence.ts';
import { type EvaluationResult, evaluateSplit } from './evaluate.ts';
import { createFeed } from './feed.ts';
import type { Outcome } from './outcome.ts';
import type { Place } from './place.ts';
import { type Division, epochOrder } from './prepare.ts';
import type { Reporter } from './reporter.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What is trained, and on what. */
export interface Ground {
  readonly run: string;
  readonly plan: StepPlan;
  readonly stepper: OpenedStepper;
  readonly dataset: Dataset;
  readonly division: Division;
  readonly createBatcher: (split: Split) => Batcher;
  readonly events: Emitter;
}

export interface LoopParts extends Ground {
  readonly control: Control;
  readonly place: Place;
  readonly watch: Stopwatch;
  readonly reporter: Reporter;
  readonly setState: (state: RunState, message?: string) => void;
  readonly state: () => RunState;
  readonly disposed: () => boolean;
  readonly afterStep: () => void;
  readonly afterEpoch: () => void;
}

export interface LoopOutcome extends Outcome {
  readonly test: Scores | null;
}

const stopped: Outcome = { state: 'stopped', message: '', layer: null };

const finite = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** What the settings ask to be measured; nothing where the outputs are no numbers. */
const metricsOf = (result: EvaluationResult | null): Pick<Scores, 'metrics'> =>
  result?.metrics && Number.isFinite(result.loss) ? { metrics: result.metrics } : {};

/** Trains from where `place` is to the end: epoch by epoch, each with its validation, then the test. */
export async function trainToEnd(parts: LoopParts): Promise<LoopOutcome> {
  const { run, plan, stepper, dataset, division, events, control, place, watch, reporter } = parts;
  const { epochs, batchSize, seed } = plan.settings;
  const batches = Math.ceil(division.train.length / batchSize);
  const feed = createFeed(dataset.train, parts.createBatcher(dataset.train), batchSize);
  /** What later losses are measured against. */
  let firstLoss: number | null = null;
  /** Where a resumed run's epoch needs no further step. */
  let learningRate = plan.settings.learningRate;

  const takeStep = (batch: Batch) => {
    const before = stepper.mode;
    const step = (place.epoch - 1) * batches + place.batch;
    learningRate = rateAt(plan.settings, { step, stepsPerEpoch: batches, history: place.history });
    const metrics = stepper.run(batch, learningRate);
    // A compiled step that was not trusted: say so.
    if (stepper.mode !== before) parts.setState(parts.state(), stepper.reason);
    return metrics;
  };

  /** The rest of the epoch's steps; an outcome where it ended early. */
  const trainEpoch = async (): Promise<Outcome | null> => {
    const order = epochOrder(division.train, seed, place.epoch);
    while (place.batch < batches) {
      if (control.paused) reporter.flush(place.progress);
      if (!(await control.turn(parts.setState))) {
        reporter.flush(place.progress);
        return stopped;
      }
      watch.start();
      const batch = feed(order, place.batch);
      const metrics = takeStep(batch);
      if (control.paused) watch.hold();
      firstLoss ??= metrics.loss;
      if (isDivergence(metrics.loss, firstLoss)) {
        reporter.flush(place.progress);
        return explainDivergence(plan, stepper, batch, metrics.loss);
      }
      place.addBatch(batch.count, metrics);
      reporter.add(stepper.steps, metrics, place.progress);
      parts.afterStep();
      // Control messages and pictures go out here.
      await nextTurn();
    }
    reporter.flush(place.progress);
    return null;
  };

  const evaluate = (split: Split, indices: ArrayLike<number>) =>
    evaluateSplit(plan, {
      split,
      batcher: parts.createBatcher(split),
      indices,
      borrow: (use) => stepper.borrow(use),
      stopped: () => control.stopping || parts.disposed(),
    });

  const closeEpoch = async (): Promise<void> => {
    const { seconds, imagesPerSecond } = place.pace();
    const validation =
      division.validation.length > 0 ? await evaluate(dataset.train, division.validation) : null;
    if (control.stopping) return;
    const { loss, accuracy, seen } = place.sums;
    const record: EpochRecord = {
      epoch: place.epoch,
      loss: loss / seen,
      accuracy: plan.target === 'label' ? accuracy / seen : null,
      valLoss: finite(validation?.loss),
      valAccuracy: finite(validation?.accuracy),
      ...metricsOf(validation),
      learningRate,
      seconds,
      imagesPerSecond,
    };
    place.close(record);
    events.emit('train.epoch', { run, record });
    parts.afterEpoch();
  };

  const testAll = async (): Promise<LoopOutcome['test']> => {
    const all = Int32Array.from({ length: dataset.test.count }, (_, at) => at);
    const result = await evaluate(dataset.test, all);
    const { loss, accuracy } = result;
    if (control.stopping || !Number.isFinite(loss)) return null;
    const scores = { loss, accuracy, ...metricsOf(result) };
    events.emit('train.test', { run, ...scores });
    return scores;
  };

  while (place.epoch <= epochs) {
    place.begin();
    const early = await trainEpoch();
    if (early) return { ...early, test: null };
    await closeEpoch();
    if (control.stopping) return { ...stopped, test: null };
  }
  const test = dataset.test.count > 0 ? await testAll() : null;
  if (control.stopping) return { ...stopped, test };
  return { state: 'finished', message: '', layer: null, test };
}
