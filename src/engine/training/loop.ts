import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Batcher } from '../../datasets/batcher.ts';
import type { Dataset, PixelSource, SplitHandle } from '../../datasets/dataset.ts';
import type { EpochRecord, RunState, Scores } from '../../protocol/data.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { Text } from '../../text/message.ts';
import { rateAt } from '../../training/rate.ts';
import { isAnswered } from '../../training/target.ts';
import type { Backend } from '../backends/backend.ts';
import { planTraining, type Variants } from '../feeding/batch-plan.ts';
import type { Feed, Feeder } from '../feeding/feeder.ts';
import type { OpenedStepper } from '../model/open-stepper.ts';
import type { StepPlan } from '../model/step.ts';
import type { Batch } from '../model/stepper.ts';
import type { WeightTensors } from '../model/weights.ts';
import type { StepRow } from '../runs/step-file.ts';
import type { Control } from './control.ts';
import type { Cursor } from './cursor.ts';
import { explainDivergence, isDivergence } from './divergence.ts';
import type { EvaluationResult, Evaluator } from './evaluate.ts';
import type { Health } from './health.ts';
import type { TrainingOutcome } from './outcome.ts';
import { type Division, validationSource } from './prepare.ts';
import type { Reporter } from './reporter.ts';
import type { Stopwatch } from './stopwatch.ts';

type Splits = Pick<Dataset<SplitHandle>, 'train' | 'validation' | 'test'>;

/** What is trained, and on what. */
export interface TrainingInputs {
  readonly run: string;
  readonly plan: StepPlan;
  /** The plan's backend with the kernels for what is computed between the steps. */
  readonly inference: Backend;
  readonly stepper: OpenedStepper;
  readonly dataset: Splits;
  readonly division: Division;
  readonly createBatcher: (source: PixelSource) => Batcher;
  readonly feeder: Feeder;
  /** Where the training split has variants of its examples behind them; null where it has none. */
  readonly variants?: Variants | null;
  readonly events: Emitter;
}

/** What a job trains, and on what. */
export type JobInputs = Omit<TrainingInputs, 'stepper' | 'run' | 'events' | 'dataset'> & {
  readonly dataset: Dataset<SplitHandle>;
};

export interface LoopParts extends TrainingInputs {
  readonly evaluator: Evaluator;
  readonly control: Control;
  readonly cursor: Cursor;
  readonly watch: Stopwatch;
  readonly reporter: Reporter;
  readonly health: Health;
  readonly setState: (state: RunState, message?: Text) => void;
  readonly state: () => RunState;
  readonly disposed: () => boolean;
  /** Lends the weights that the run is used with. */
  readonly borrow: <T>(use: (weights: WeightTensors) => T) => T;
  /** The learning rate of a step before any schedule, by the steps taken before it. */
  readonly baseRate: (step: number) => number;
  readonly stopsEarly: () => boolean;
  readonly afterStep: () => void;
  readonly onStep: (row: StepRow) => void;
  readonly afterEpoch: (record: EpochRecord) => void;
  /** Called after the last epoch, before the test; what there is to say of the end. */
  readonly conclude: () => Text;
}

export interface LoopOutcome extends TrainingOutcome {
  readonly test: Scores | null;
}

/** Milliseconds of steps in a row before others have their turn: many small steps share one. */
const yieldAfterMs = 4;

const stopped: TrainingOutcome = { state: 'stopped', message: '', layer: null };

const finite = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** What the settings ask to be measured; nothing where the outputs are no numbers. */
const metricsOf = (result: EvaluationResult | null): Pick<Scores, 'metrics'> =>
  result?.metrics && Number.isFinite(result.loss) ? { metrics: result.metrics } : {};

/** Trains from where `place` is to the end: epoch by epoch, each with its validation, then the test. */
export async function trainToEnd(parts: LoopParts): Promise<LoopOutcome> {
  const { plan, dataset, division, feeder, cursor, variants } = parts;
  const { epochs, batchSize, seed } = plan.settings;
  const from = { epoch: cursor.epoch, batch: cursor.batch };
  const batchPlan = planTraining(division.train, batchSize, {
    ...{ seed, of: '', from, epochs },
    variants: variants ?? null,
    mixes: plan.mixed ?? false,
  });
  const feed = feeder.open(dataset.train, batchPlan);
  try {
    return await trainOn(feed, parts);
  } finally {
    feed.close();
  }
}

async function trainOn(feed: Feed, parts: LoopParts): Promise<LoopOutcome> {
  const { run, plan, stepper, dataset, division, events, control, cursor, watch, reporter, health } = parts;
  const { epochs, batchSize } = plan.settings;
  const batches = Math.ceil(division.train.length / batchSize);

  /** The learning rate of a step of the epoch under way, by the steps taken before it. */
  const rateOf = (step: number): number => {
    const at = { step, stepsPerEpoch: batches, history: cursor.history };
    return rateAt(plan.settings, at, parts.baseRate(step));
  };

  const takeStep = (batch: Batch) => {
    const before = stepper.mode;
    const learningRate = rateOf(cursor.steps);
    const metrics = stepper.run(batch, learningRate);
    // A compiled step that was not trusted: say so.
    if (stepper.mode !== before) parts.setState(parts.state(), stepper.reason);
    return { ...metrics, learningRate };
  };

  let turned = performance.now();

  /** The rest of the epoch's steps; an outcome where it ended early. */
  const trainEpoch = async (): Promise<TrainingOutcome | null> => {
    while (cursor.batch < batches) {
      if (control.paused) reporter.flush(cursor.progress);
      if (!(await control.turn(parts.setState))) {
        reporter.flush(cursor.progress);
        return stopped;
      }
      watch.start();
      const batch = await feed.next();
      const metrics = takeStep(batch);
      if (control.paused) watch.hold();
      if (isDivergence(metrics.loss, cursor.firstLoss ?? metrics.loss)) {
        reporter.flush(cursor.progress);
        health.step(metrics.gradientNorms);
        health.close();
        return explainDivergence(plan, stepper, batch, metrics.loss);
      }
      cursor.addBatch(batch.count, metrics);
      const { loss, accuracy, learningRate } = metrics;
      const time = Date.now() / 1000;
      parts.onStep({ step: stepper.steps, epoch: cursor.epoch, loss, accuracy, learningRate, time });
      reporter.add(stepper.steps, metrics, cursor.progress);
      health.step(metrics.gradientNorms);
      parts.afterStep();
      // Messages come in and go out here.
      if (performance.now() - turned >= yieldAfterMs) {
        await nextTurn();
        turned = performance.now();
      }
    }
    reporter.flush(cursor.progress);
    return null;
  };

  const evaluate = (split: SplitHandle, indices: ArrayLike<number>) =>
    parts.evaluator.evaluate({
      split,
      feeder: parts.feeder,
      indices,
      borrow: parts.borrow,
      stopped: () => control.stopping || parts.disposed(),
    });

  const closeEpoch = async (): Promise<void> => {
    const { seconds, imagesPerSecond } = cursor.pace();
    const validation =
      division.validation.length > 0 ? await evaluate(validationSource(dataset), division.validation) : null;
    if (control.stopping) return;
    const { loss, accuracy, seen } = cursor.sums;
    const record: EpochRecord = {
      epoch: cursor.epoch,
      loss: loss / seen,
      accuracy: isAnswered(plan.target) ? accuracy / seen : null,
      valLoss: finite(validation?.loss),
      valAccuracy: finite(validation?.accuracy),
      ...metricsOf(validation),
      learningRate: rateOf(cursor.steps - 1),
      seconds,
      imagesPerSecond,
    };
    health.close();
    cursor.close(record);
    events.emit('train.epoch', { run, record });
    parts.afterEpoch(record);
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

  while (cursor.epoch <= epochs && !parts.stopsEarly()) {
    cursor.begin();
    const early = await trainEpoch();
    if (early) return { ...early, test: null };
    await closeEpoch();
    if (control.stopping) return { ...stopped, test: null };
  }
  const message = parts.conclude();
  const test = dataset.test.count > 0 ? await testAll() : null;
  if (control.stopping) return { ...stopped, test };
  return { state: 'finished', message, layer: null, test };
}
