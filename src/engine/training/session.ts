import { openPixels } from '../../datasets/pixels.ts';
import type { EpochRecord, RunState, Scores } from '../../protocol/data.ts';
import type { HealthRow } from '../../protocol/health.ts';
import { message, type Text } from '../../text/message.ts';
import { stopsEarly, watchEpochs } from '../../training/early-stopping.ts';
import { baseFor } from '../../training/rate.ts';
import type { Forward } from '../model/open-forward.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { trainedWeights } from '../model/step.ts';
import type { WeightValues } from '../model/weights.ts';
import type { Checkpoint, TrainingProgress } from '../runs/checkpoint.ts';
import { hasEnded, type RunRecord } from '../runs/run-record.ts';
import type { StepRow } from '../runs/step-file.ts';
import type { ActiveRun } from './active-run.ts';
import { createControl } from './control.ts';
import { createCursor } from './cursor.ts';
import type { Evaluator } from './evaluate.ts';
import { createHealth } from './health.ts';
import { type TrainingInputs, trainToEnd } from './loop.ts';
import type { Outcome } from './outcome.ts';
import { createReporter } from './reporter.ts';
import { createRunWeights } from './run-weights.ts';
import type { RunWriter } from './run-writer.ts';
import { createSnapshots } from './snapshots.ts';
import { createStopwatch } from './stopwatch.ts';

/** What a session is given: everything checked, nothing running yet. */
export interface SessionParts extends TrainingInputs {
  readonly forward: Forward;
  readonly evaluator: Evaluator;
  /** Called between steps, never at the same time as one: probes look here. */
  readonly afterStep: (session: Session) => void;
  /** Called after each step that counts, never to wait. */
  readonly onStep: (row: StepRow) => void;
  /** Called at times with the state of the gradients and activations. */
  readonly onHealth: (row: HealthRow) => void;
  /** Has a checkpoint written while training goes on. @param kept whether it stays beside the latest */
  readonly onCheckpoint: (checkpoint: Checkpoint, kept: boolean) => void;
  /** Has checkpoints written. */
  readonly writer: Pick<RunWriter, 'idle' | 'settled'>;
  /** Seconds of training between two checkpoints within an epoch. */
  readonly checkpointEvery: number;
  /** Where an earlier process left the run; null starts afresh. */
  readonly resumed: TrainingProgress | null;
  /** The weights of its best epoch so far, where the run is to end with those. */
  readonly best: WeightValues | null;
  /** Learning rates set by hand, in the order of their steps. */
  readonly rates: RunRecord['rates'];
}

/** One training run from its first step to its last. */
export interface Session extends ActiveRun {
  readonly run: string;
  readonly epochs: readonly EpochRecord[];
  readonly test: Scores | null;
  /** How its steps are taken now. */
  readonly mode: StepMode;
  /** Learning rates set by hand. */
  readonly rates: RunRecord['rates'];
  /** Everything that a run needs to go on from here, copied. */
  checkpoint(): Checkpoint;
  /** The rate of the next step; the schedule goes on from it. */
  setLearningRate(learningRate: number): void;
  /** Trains to the end. Rejects only where the engine itself fails. */
  train(): Promise<Outcome>;
  dispose(): void;
}

export function createSession(parts: SessionParts): Session {
  const { run, plan, stepper, division, events, resumed } = parts;
  const { epochs, batchSize, earlyStopping, checkpoints } = plan.settings;
  const examples = division.train.length;
  const control = createControl();
  const watch = createStopwatch(resumed?.seconds ?? 0);
  const cursor = createCursor(resumed, watch, { epochs, batches: Math.ceil(examples / batchSize), examples });
  const restoreBest = earlyStopping?.restoreBest ?? false;
  const weights = createRunWeights(plan, stepper, { best: parts.best, wanted: restoreBest });
  const rates = [...parts.rates];
  let best = resumed?.best ?? null;
  let restored = false;
  let state: RunState = 'preparing';
  let test: Session['test'] = null;
  let disposed = false;

  const setState = (next: RunState, message: Text = ''): void => {
    state = next;
    if (next === 'running') watch.start();
    else if (next === 'paused') watch.hold();
    events.emit('train.state', { run, state: next, message, layer: null });
    if (next === 'paused') void keepAtRest();
  };

  /** While the run stands still, what it has done is written as soon as the disk is free. */
  const keepAtRest = async (): Promise<void> => {
    await parts.writer.settled();
    if (state === 'paused') snapshots.atRest();
  };

  const checkpoint = (): Checkpoint =>
    weights.capture({
      ...cursor.snapshot(),
      steps: stepper.steps,
      mode: stepper.mode,
      best,
      restored,
      pretraining: resumed?.pretraining ?? [],
    });

  const snapshots = createSnapshots({
    checkpoints,
    every: parts.checkpointEvery,
    seconds: watch.seconds,
    idle: () => parts.writer.idle,
    take(kept) {
      const taken = checkpoint();
      if (best?.steps === stepper.steps) weights.keepBest(taken.weights);
      parts.onCheckpoint(taken, kept);
    },
  });

  const afterEpoch = ({ epoch }: EpochRecord): void => {
    const isBest = watchEpochs(cursor.history, earlyStopping).best === epoch;
    if (isBest) best = { epoch, steps: stepper.steps };
    snapshots.afterEpoch(epoch, isBest);
  };

  /** Goes back to the best epoch's weights where that is wanted; says so. */
  const conclude = (): Text => {
    const early = stopsEarly(cursor.history, earlyStopping);
    const goesBack = restoreBest && best !== null && best.steps !== stepper.steps;
    restored = goesBack && weights.restoreBest();
    const back = restored && best ? message('training.best-restored', { epoch: best.epoch }) : null;
    if (early && back) return message('common.two', { first: early, second: back });
    return early ?? back ?? '';
  };

  const session: Session = {
    run,
    get state() {
      return state;
    },
    get epochs() {
      return cursor.history;
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
    get mode() {
      return stepper.mode;
    },
    rates,
    borrow: (use) => weights.borrow(use),
    forward: parts.forward,
    checkpoint,
    pause: () => control.pause(),
    resume: () => control.resume(),
    stepOnce: () => control.stepOnce(),
    stop() {
      if (control.stopping || hasEnded(state)) return;
      control.stop();
      setState('stopping');
    },
    setLearningRate(learningRate) {
      const { steps: step, history } = cursor;
      const at = { step, stepsPerEpoch: Math.ceil(examples / batchSize), history };
      rates.push({ step, learningRate: baseFor(plan.settings, at, learningRate) });
    },
    async train() {
      setState('running', stepper.reason);
      const batcher = parts.createBatcher(openPixels(parts.dataset.train));
      const outcome = await trainToEnd({
        ...parts,
        control,
        cursor: cursor,
        watch,
        reporter: createReporter(
          run,
          trainedWeights(plan).map(({ layer }) => layer.id),
          events,
          () => performance.now(),
        ),
        health: createHealth({
          plan,
          cursor,
          batches: Math.ceil(examples / batchSize),
          batcher,
          examples: division.train,
          steps: () => stepper.steps,
          borrow: (use) => stepper.borrow(use),
          onRow: parts.onHealth,
        }),
        setState,
        state: () => state,
        disposed: () => disposed,
        borrow: weights.borrow,
        baseRate: (step) =>
          rates.findLast((rate) => rate.step <= step)?.learningRate ?? plan.settings.learningRate,
        stopsEarly: () => stopsEarly(cursor.history, earlyStopping) !== null,
        afterStep() {
          parts.afterStep(session);
          snapshots.betweenSteps();
        },
        afterEpoch,
        conclude,
      }).finally(() => batcher.close());
      watch.hold();
      ({ state, test } = outcome);
      return outcome;
    },
    dispose() {
      disposed = true;
      parts.forward.dispose();
      parts.evaluator.dispose();
      weights.dispose();
    },
  };
  return session;
}
