import { openPixels } from '../../datasets/pixels.ts';
import type { EpochRecord, RunState, Scores } from '../../protocol/data.ts';
import type { HealthRow } from '../../protocol/health.ts';
import type { Text } from '../../text/message.ts';
import type { Forward } from '../model/open-forward.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { trainedWeights } from '../model/step.ts';
import type { WeightValues } from '../model/weights.ts';
import type { Checkpoint, TrainingProgress } from '../runs/checkpoint.ts';
import { hasEnded, type RunRecord } from '../runs/run-record.ts';
import type { StepRow } from '../runs/step-file.ts';
import type { ActiveRun } from './active-run.ts';
import { createBestEpoch } from './best-epoch.ts';
import { createControl } from './control.ts';
import { createCursor } from './cursor.ts';
import type { Evaluator } from './evaluate.ts';
import { createHealth } from './health.ts';
import { type TrainingInputs, trainToEnd } from './loop.ts';
import { createManualRates } from './manual-rates.ts';
import type { TrainingOutcome } from './outcome.ts';
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
  /** Has a checkpoint written while training continues. @param kept whether it stays beside the latest */
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
  /** Everything that a run needs to continue from here, copied. */
  checkpoint(): Checkpoint;
  /** The rate of the next step; the schedule continues from it. */
  setLearningRate(learningRate: number): void;
  /** Trains to the end. Rejects only where the engine itself fails. */
  train(): Promise<TrainingOutcome>;
  dispose(): void;
}

export function createSession(parts: SessionParts): Session {
  const { run, plan, stepper, division, events, resumed } = parts;
  const { epochs, batchSize, earlyStopping, checkpoints } = plan.settings;
  const examples = division.train.length;
  const stepsPerEpoch = Math.ceil(examples / batchSize);
  const control = createControl();
  const watch = createStopwatch(resumed?.seconds ?? 0);
  const cursor = createCursor(resumed, watch, { epochs, batches: stepsPerEpoch, examples });
  const restoreBest = earlyStopping?.restoreBest ?? false;
  const weights = createRunWeights(plan, stepper, { best: parts.best, wanted: restoreBest });
  const steps = (): number => stepper.steps;
  const history = (): readonly EpochRecord[] => cursor.history;
  const bestEpoch = createBestEpoch({ earlyStopping, resumed, weights, history, steps });
  const rates = createManualRates(parts.rates, plan.settings, stepsPerEpoch);
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
      ...bestEpoch.progress,
      pretraining: resumed?.pretraining ?? [],
    });

  const snapshots = createSnapshots({
    checkpoints,
    every: parts.checkpointEvery,
    seconds: watch.seconds,
    idle: () => parts.writer.idle,
    take(kept) {
      const taken = checkpoint();
      if (bestEpoch.progress.best?.steps === stepper.steps) weights.keepBest(taken.weights);
      parts.onCheckpoint(taken, kept);
    },
  });

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
    rates: rates.all,
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
    setLearningRate: (learningRate) => rates.set(cursor.steps, cursor.history, learningRate),
    async train() {
      setState('running', stepper.reason);
      const batcher = parts.createBatcher(openPixels(parts.dataset.train));
      const outcome = await trainToEnd({
        ...parts,
        control,
        cursor,
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
          batches: stepsPerEpoch,
          batcher,
          examples: division.train,
          steps,
          borrow: (use) => stepper.borrow(use),
          onRow: parts.onHealth,
        }),
        setState,
        state: () => state,
        disposed: () => disposed,
        borrow: weights.borrow,
        baseRate: rates.baseAt,
        stopsEarly: bestEpoch.stopsEarly,
        afterStep() {
          parts.afterStep(session);
          snapshots.betweenSteps();
        },
        afterEpoch: ({ epoch }) => snapshots.afterEpoch(epoch, bestEpoch.afterEpoch(epoch)),
        conclude: bestEpoch.conclude,
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
