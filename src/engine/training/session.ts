import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Dataset } from '../../datasets/dataset.ts';
import { type Batcher, createBatcher } from '../../datasets/preprocess.ts';
import { EngineError } from '../../protocol/client.ts';
import type { EpochRecord, RunState } from '../../protocol/data.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { OpenedStepper, StepMode } from '../model/open-stepper.ts';
import { listSlots, type StepPlan } from '../model/step.ts';
import type { Batch } from '../model/stepper.ts';
import { readTensors, type WeightTensors, type WeightValues } from '../model/weights.ts';
import type { Checkpoint, TrainingProgress } from '../runs/checkpoint.ts';
import { createControl } from './control.ts';
import { explosion, findDivergence, findExplosion } from './divergence.ts';
import { evaluateSplit } from './evaluate.ts';
import { type Division, epochOrder } from './prepare.ts';
import { createReporter, type Progress } from './reporter.ts';

/** What a session is given: everything checked, nothing running yet. */
export interface SessionParts {
  readonly run: string;
  readonly plan: StepPlan;
  readonly stepper: OpenedStepper;
  readonly dataset: Dataset;
  readonly division: Division;
  readonly createBatcher: (split: Dataset['train']) => Batcher;
  readonly events: Emitter;
  /** Called between steps, never at the same time as one: probes look here. */
  readonly afterStep: (session: Session) => void;
  /** Called after each epoch. Writing happens while training goes on. */
  readonly onCheckpoint: (checkpoint: Checkpoint) => void;
  /** Where an earlier run stood; null starts afresh. */
  readonly resumed: TrainingProgress | null;
}

export interface SessionOutcome {
  readonly state: Extract<RunState, 'finished' | 'stopped' | 'diverged'>;
  readonly message: string;
  /** The layer concerned, by id. */
  readonly layer: string | null;
}

/** One training run from its first step to its last. */
export interface Session {
  readonly run: string;
  readonly state: RunState;
  readonly epochs: readonly EpochRecord[];
  readonly test: { readonly loss: number; readonly accuracy: number } | null;
  /** Seconds of training, pauses left out. */
  readonly seconds: number;
  readonly steps: number;
  /** How its steps are taken now. */
  readonly mode: StepMode;
  borrow<T>(use: (weights: WeightTensors) => T): T;
  /** Everything that a run needs to go on from here, copied. */
  checkpoint(): Checkpoint;
  pause(): void;
  resume(): void;
  stepOnce(): void;
  stop(): void;
  /** Trains to the end. Rejects only where the engine itself fails. */
  train(): Promise<SessionOutcome>;
  dispose(): void;
}

/** A stopwatch that can be held. */
function createStopwatch(seconds: number) {
  let elapsed = seconds * 1000;
  let since: number | null = null;
  return {
    start(): void {
      since ??= performance.now();
    },
    hold(): void {
      if (since !== null) elapsed += performance.now() - since;
      since = null;
    },
    seconds: (): number => (elapsed + (since === null ? 0 : performance.now() - since)) / 1000,
  };
}

type Sums = TrainingProgress['sums'];

const noSums = (): Sums => ({ loss: 0, accuracy: 0, seen: 0 });

export function createSession(parts: SessionParts): Session {
  const { run, plan, stepper, dataset, division, events } = parts;
  const { settings } = plan;
  const { epochs, batchSize } = settings;
  const batches = Math.ceil(division.train.length / batchSize);
  const batcher = parts.createBatcher(dataset.train);
  const control = createControl();
  const { resumed } = parts;
  const watch = createStopwatch(resumed?.seconds ?? 0);
  const reporter = createReporter(run, events, () => performance.now());
  const history: EpochRecord[] = [...(resumed?.epochs ?? [])];
  /** Where the run stands: the epoch under way, its batches done, its sums so far. */
  const place = {
    epoch: resumed?.epoch ?? 1,
    batch: resumed?.batch ?? 0,
    sums: resumed ? { ...resumed.sums } : noSums(),
  };
  const x = new Float32Array(batchSize * batcher.exampleSize);
  const labels = new Int32Array(batchSize);
  let state: RunState = 'preparing';
  let test: Session['test'] = null;
  let disposed = false;
  /** What later losses are measured against. */
  let firstLoss: number | null = null;

  const setState = (next: RunState, message = ''): void => {
    state = next;
    if (next === 'running') watch.start();
    else if (next === 'paused') watch.hold();
    events.emit('train.state', { run, state: next, message, layer: null });
  };

  const fillBatch = (order: Int32Array, batch: number): Batch => {
    const indices = order.subarray(batch * batchSize, (batch + 1) * batchSize);
    batcher.fill(indices, x);
    for (let at = 0; at < indices.length; at++) labels[at] = dataset.train.labels[indices[at]!]!;
    return { count: indices.length, x, labels };
  };

  /** Seconds on the watch and examples seen when this process began the epoch under way. */
  let mark = { seconds: 0, seen: 0 };

  const progress = (): Progress => {
    const elapsed = watch.seconds() - mark.seconds;
    const speed = elapsed > 0 ? (place.sums.seen - mark.seen) / elapsed : 0;
    const left = (epochs - place.epoch + 1) * division.train.length - place.sums.seen;
    return {
      epoch: place.epoch,
      epochs,
      batch: place.batch,
      batches,
      imagesPerSecond: speed,
      secondsLeft: speed > 0 ? left / speed : null,
    };
  };

  const takeStep = (batch: Batch) => {
    const before = stepper.mode;
    const metrics = stepper.run(batch, settings.learningRate);
    // A compiled step that was not trusted: say so.
    if (stepper.mode !== before) setState(state, stepper.reason);
    return metrics;
  };

  const diverged = (batch: Batch, loss: number): SessionOutcome => {
    const { layer, what } = stepper.borrow(
      (weights) =>
        (Number.isFinite(loss) ? findExplosion(plan.backend, plan.network, weights) : null) ??
        findDivergence(plan.backend, plan.network, weights, batch.x, batch.count),
    );
    const infinite = Number.isNaN(loss) ? 'is no longer a number' : 'has become infinite';
    const became = Number.isFinite(loss) ? `has exploded to ${loss.toExponential(1)}` : infinite;
    const step = stepper.steps + (Number.isFinite(loss) ? 0 : 1);
    return {
      state: 'diverged',
      message: `In step ${step} the loss ${became}: ${what}. Try a smaller learning rate.`,
      layer: layer.id,
    };
  };

  const stopped: SessionOutcome = { state: 'stopped', message: '', layer: null };

  /** The rest of the epoch's steps; an outcome where it ended early. */
  const trainEpoch = async (): Promise<SessionOutcome | null> => {
    const order = epochOrder(division.train, settings.seed, place.epoch);
    while (place.batch < batches) {
      if (control.paused) reporter.flush(progress);
      if (!(await control.turn(setState))) {
        reporter.flush(progress);
        return stopped;
      }
      watch.start();
      const batch = fillBatch(order, place.batch);
      const metrics = takeStep(batch);
      if (control.paused) watch.hold();
      firstLoss ??= metrics.loss;
      if (!(metrics.loss <= explosion * Math.max(1, firstLoss))) {
        reporter.flush(progress);
        return diverged(batch, metrics.loss);
      }
      place.batch++;
      place.sums.loss += metrics.loss * batch.count;
      place.sums.accuracy += metrics.accuracy * batch.count;
      place.sums.seen += batch.count;
      reporter.add(stepper.steps, metrics, progress);
      parts.afterStep(session);
      // Control messages and pictures go out here.
      await nextTurn();
    }
    reporter.flush(progress);
    return null;
  };

  const evaluate = (split: Dataset['train'], indices: ArrayLike<number>) =>
    evaluateSplit(plan, {
      split,
      batcher: parts.createBatcher(split),
      indices,
      borrow: (use) => stepper.borrow(use),
      stopped: () => control.stopping || disposed,
    });

  const closeEpoch = async (): Promise<void> => {
    const seconds = watch.seconds() - mark.seconds;
    const validation =
      division.validation.length > 0 ? await evaluate(dataset.train, division.validation) : null;
    if (control.stopping) return;
    const finite = (value: number | undefined): number | null =>
      value !== undefined && Number.isFinite(value) ? value : null;
    const { loss, accuracy, seen } = place.sums;
    const record: EpochRecord = {
      epoch: place.epoch,
      loss: loss / seen,
      accuracy: accuracy / seen,
      valLoss: finite(validation?.loss),
      valAccuracy: finite(validation?.accuracy),
      seconds,
      imagesPerSecond: (seen - mark.seen) / Math.max(1e-9, seconds),
    };
    history.push(record);
    place.epoch++;
    place.batch = 0;
    place.sums = noSums();
    events.emit('train.epoch', { run, record });
    parts.onCheckpoint(session.checkpoint());
  };

  const testAll = async (): Promise<void> => {
    const all = Int32Array.from({ length: dataset.test.count }, (_, at) => at);
    const { loss, accuracy } = await evaluate(dataset.test, all);
    if (control.stopping || !Number.isFinite(loss)) return;
    test = { loss, accuracy };
    events.emit('train.test', { run, loss, accuracy });
  };

  const trainAll = async (): Promise<SessionOutcome> => {
    while (place.epoch <= epochs) {
      mark = { seconds: watch.seconds(), seen: place.sums.seen };
      const early = await trainEpoch();
      if (early) return early;
      await closeEpoch();
      if (control.stopping) return stopped;
    }
    if (dataset.test.count > 0) await testAll();
    return control.stopping ? stopped : { state: 'finished', message: '', layer: null };
  };

  const session: Session = {
    run,
    get state() {
      return state;
    },
    get epochs() {
      return history;
    },
    get test() {
      return test;
    },
    get seconds() {
      return watch.seconds();
    },
    get steps() {
      return stepper.steps;
    },
    borrow(use) {
      if (disposed) throw new EngineError('failed', 'The run is no longer in memory.');
      return stepper.borrow(use);
    },
    checkpoint() {
      const store = (shapes: readonly { key: string; shape: readonly number[] }[], values: WeightValues) =>
        shapes.map(({ key, shape }) => ({ key, shape, values: values.get(key)! }));
      const weights = stepper.borrow(readTensors);
      return {
        weights: store(
          plan.weights.map(({ key, spec }) => ({ key, shape: spec.shape })),
          weights,
        ),
        slots: store(listSlots(plan), stepper.readSlots()),
        progress: {
          ...place,
          sums: { ...place.sums },
          steps: stepper.steps,
          seconds: watch.seconds(),
          epochs: [...history],
        },
      };
    },
    pause: () => control.pause(),
    resume: () => control.resume(),
    stepOnce: () => control.stepOnce(),
    stop() {
      if (control.stopping) return;
      control.stop();
      setState('stopping');
    },
    get mode() {
      return stepper.mode;
    },
    async train() {
      setState('running', stepper.reason);
      const outcome = await trainAll();
      watch.hold();
      state = outcome.state;
      return outcome;
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      stepper.dispose();
    },
  };
  return session;
}

/** A batcher for the network's input, as the document wants its images. */
export const batcherFor =
  (preprocessing: Parameters<typeof createBatcher>[1]) =>
  (split: Dataset['train']): Batcher =>
    createBatcher(split, preprocessing);
