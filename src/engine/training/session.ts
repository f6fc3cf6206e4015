import { EngineError } from '../../protocol/client.ts';
import type { EpochRecord, RunState, Scores } from '../../protocol/data.ts';
import type { StepMode } from '../model/open-stepper.ts';
import { listSlots, trainedWeights } from '../model/step.ts';
import { readTensors, type WeightTensors, type WeightValues } from '../model/weights.ts';
import type { Checkpoint, TrainingProgress } from '../runs/checkpoint.ts';
import { hasEnded } from '../runs/record.ts';
import { createControl } from './control.ts';
import { type Ground, trainToEnd } from './loop.ts';
import type { Outcome } from './outcome.ts';
import { createPlace } from './place.ts';
import { createReporter } from './reporter.ts';
import { createStopwatch } from './stopwatch.ts';

/** What a session is given: everything checked, nothing running yet. */
export interface SessionParts extends Ground {
  /** Called between steps, never at the same time as one: probes look here. */
  readonly afterStep: (session: Session) => void;
  /** Called after each epoch. Writing happens while training goes on. */
  readonly onCheckpoint: (checkpoint: Checkpoint) => void;
  /** Where an earlier run stood; null starts afresh. */
  readonly resumed: TrainingProgress | null;
}

/** One training run from its first step to its last. */
export interface Session {
  readonly run: string;
  readonly state: RunState;
  readonly epochs: readonly EpochRecord[];
  readonly test: Scores | null;
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
  train(): Promise<Outcome>;
  dispose(): void;
}

export function createSession(parts: SessionParts): Session {
  const { run, plan, stepper, division, events, resumed } = parts;
  const { epochs, batchSize } = plan.settings;
  const examples = division.train.length;
  const control = createControl();
  const watch = createStopwatch(resumed?.seconds ?? 0);
  const place = createPlace(resumed, watch, { epochs, batches: Math.ceil(examples / batchSize), examples });
  let state: RunState = 'preparing';
  let test: Session['test'] = null;
  let disposed = false;

  const setState = (next: RunState, message = ''): void => {
    state = next;
    if (next === 'running') watch.start();
    else if (next === 'paused') watch.hold();
    events.emit('train.state', { run, state: next, message, layer: null });
  };

  const session: Session = {
    run,
    get state() {
      return state;
    },
    get epochs() {
      return place.history;
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
          epoch: place.epoch,
          batch: place.batch,
          sums: { ...place.sums },
          steps: stepper.steps,
          seconds: watch.seconds(),
          epochs: [...place.history],
        },
      };
    },
    pause: () => control.pause(),
    resume: () => control.resume(),
    stepOnce: () => control.stepOnce(),
    stop() {
      if (control.stopping || hasEnded(state)) return;
      control.stop();
      setState('stopping');
    },
    async train() {
      setState('running', stepper.reason);
      const outcome = await trainToEnd({
        ...parts,
        control,
        place,
        watch,
        reporter: createReporter(
          run,
          trainedWeights(plan).map(({ layer }) => layer.id),
          events,
          () => performance.now(),
        ),
        setState,
        state: () => state,
        disposed: () => disposed,
        afterStep: () => parts.afterStep(session),
        afterEpoch: () => parts.onCheckpoint(session.checkpoint()),
      });
      watch.hold();
      ({ state, test } = outcome);
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
