import { createBatcher } from '../../datasets/batcher.ts';
import type { Split } from '../../datasets/dataset.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { createEmitter } from '../../protocol/emitter.ts';
import type { Feeder } from '../feeding/feeder.ts';
import { openForward } from '../model/open-forward.ts';
import type { OpenedStepper } from '../model/open-stepper.ts';
import type { StepPlan } from '../model/step.ts';
import { createEvaluator } from '../training/evaluate.ts';
import { createSession } from '../training/session.ts';

/** A network that is ready to be trained, and examples for it. */
export interface Trainable {
  readonly plan: StepPlan;
  readonly stepper: OpenedStepper;
  readonly split: Split;
  readonly preprocessing: Preprocessing;
  readonly feeder: Feeder;
}

/** Batches of the epoch, more than are timed: what is done once an epoch is not counted. */
const batches = 2048;
/** Steps that settle first, and the fewest that are timed. */
const fewest = { before: 2, timed: 3 };

/**
 * Trains for some milliseconds as a run does, with batches from a thread, counting, reporting, following gradients and
 * turns for others.
 * @returns seconds of a step, on average
 */
export async function timeRun(trainable: Trainable, milliseconds: number): Promise<number> {
  const { plan, split, preprocessing } = trainable;
  const { backend, network, settings } = plan;
  const forward = openForward(backend, network, { mode: 'eager' });
  const evaluator = createEvaluator(plan, { mode: 'eager' });
  const nothing = (): void => {};
  const train = Int32Array.from({ length: batches * settings.batchSize }, (_, at) => at % split.count);
  let steps = -fewest.before;
  let from = performance.now();
  let spent = 0;
  const session = createSession({
    ...trainable,
    run: '',
    inference: backend,
    dataset: { train: split, validation: null, test: split },
    division: { train, validation: new Int32Array(0) },
    createBatcher: (source) => createBatcher(source, preprocessing),
    events: createEmitter(),
    forward,
    evaluator,
    afterStep(running) {
      steps++;
      if (steps === 0) from = performance.now();
      if (steps < fewest.timed) return;
      spent = performance.now() - from;
      if (spent >= milliseconds) running.stop();
    },
    onStep: nothing,
    onHealth: nothing,
    onCheckpoint: nothing,
    writer: { idle: true, settled: async () => {} },
    checkpointEvery: Number.POSITIVE_INFINITY,
    resumed: null,
    best: null,
    rates: [],
  });
  try {
    await session.train();
  } finally {
    // The stepper stays the caller's.
    forward.dispose();
    evaluator.dispose();
  }
  return spent / steps / 1000;
}
