import { setImmediate as nextTurn } from 'node:timers/promises';
import { shared } from '../../datasets/shared.ts';
import { sizeOf } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import { optimizerSlots } from '../../network/memory.ts';
import { operationsStarted } from '../../network/time/compile.ts';
import { fitSpeed, type Speed } from '../../network/time/speed.ts';
import { type Work, workOfStep } from '../../network/time/work.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { resolveSettings } from '../../training/resolve.ts';
import type { Backend } from '../backends/backend.ts';
import { planTraining } from '../feeding/batch-plan.ts';
import type { Feeder, OpenFeeder } from '../feeding/feeder.ts';
import { openStepper, type StepMode } from '../model/open-stepper.ts';
import { initialWeights, listWeights } from '../model/weights.ts';
import { createGenerator } from '../random/generator.ts';
import { type SpeedProbe, speedProbes } from './speed-probes.ts';
import { timeRun } from './timed-run.ts';

const seed = 1;
/** Milliseconds that a probe is trained for at a time, and how many times. */
const timing = { milliseconds: 80, rounds: 4 };
/**
 * Seconds. A probe whose step takes longer than the first is not tried with a larger batch, one longer than the second
 * is the last: probes come with the cheapest first, and a slow backend would be at them for minutes.
 */
const slowStep = { forLarger: 0.1, forMore: 1.5 };

/** Batches that a probe's data have; an epoch's end costs nothing here. */
const batchesOfData = 4;

/** Images of a shape, as bytes. */
function noise(shape: readonly number[], count: number) {
  const [height = 1, width = 1, channels = 1] = shape;
  const generator = createGenerator(seed, 'speed');
  const images = new Uint8Array(count * sizeOf(shape));
  for (let at = 0; at < images.length; at++) images[at] = generator.below(256);
  const labels = Int32Array.from({ length: count }, () => generator.below(10));
  return shared({ count, shape: [height, width, channels], images, labels });
}

/** Feeders by the shape of their images: a thread each. */
interface Feeders {
  for(preprocessing: Preprocessing): Feeder;
  end(): Promise<void>;
}

function createFeeders(openFeeder: OpenFeeder): Feeders {
  const feeders = new Map<string, Feeder>();
  return {
    for(preprocessing) {
      const name = preprocessing.inputShape.join();
      const feeder = feeders.get(name) ?? openFeeder(preprocessing);
      feeders.set(name, feeder);
      return feeder;
    },
    async end() {
      await Promise.all([...feeders.values()].map((feeder) => feeder.end()));
    },
  };
}

/** A probe with one size of batch, ready to be timed. */
interface Trial {
  readonly work: Work;
  /** Seconds until its first step was done. */
  readonly startSeconds: number;
  /** Seconds of a step in a run; null where it does not run as it should. */
  time(): Promise<number | null>;
  dispose(): void;
}

async function openTrial(
  { document }: SpeedProbe,
  batchSize: number,
  backend: Backend,
  mode: StepMode,
  feeders: Feeders,
): Promise<Trial> {
  const { network } = analyze(document, null);
  const resolution = resolveSettings(document.training);
  if (!network || !resolution.ok) throw new Error('a probe cannot be trained');
  // What is learned from noise must not diverge.
  const settings = { ...resolution.settings, batchSize, learningRate: 1e-6 };
  const weights = listWeights(network);
  const plan = { backend, network, weights, settings, target: 'class' as const };
  const start = { weights: initialWeights(weights, seed), slots: new Map(), steps: 0 };
  const from = performance.now();
  const stepper = openStepper(plan, start, [batchSize], mode);
  const { outputShape } = network.layers.find(({ id }) => id === network.inputs[0])!;
  const preprocessing = { inputShape: outputShape, steps: defaultSteps };
  const feeder = feeders.for(preprocessing);
  const split = noise(outputShape, batchesOfData * batchSize);
  // The first checks itself.
  const order = Int32Array.from({ length: batchSize }, (_, index) => index);
  const feed = feeder.open(split, planTraining(order, batchSize, { seed, of: '', epochs: 1 }));
  try {
    stepper.run(await feed.next(), settings.learningRate);
  } finally {
    feed.close();
  }
  const startSeconds = (performance.now() - from) / 1000;
  const slots = optimizerSlots(document.training);
  return {
    work: workOfStep(network, { batchSize, optimizerSlots: slots }),
    startSeconds,
    time: async () => {
      const seconds = await timeRun({ plan, stepper, split, preprocessing, feeder }, timing.milliseconds);
      return stepper.mode === mode ? seconds : null;
    },
    dispose: () => stepper.dispose(),
  };
}

/** What it takes to compile a step: for the graph itself, and for each operation that layers start. */
function fitCompiling(trials: readonly Pick<Trial, 'work' | 'startSeconds'>[]): Speed['compile'] {
  const fitted = fitSpeed(
    trials.map(({ work, startSeconds }) => ({
      work: { step: 1, layer: operationsStarted(work) },
      seconds: startSeconds,
    })),
  );
  return fitted ? { graph: fitted.seconds.step ?? 0, operation: fitted.seconds.layer ?? 0 } : undefined;
}

interface TimedTrial {
  readonly trial: Trial;
  /** Seconds of a step, each time that it was timed. */
  readonly times: number[];
}

/**
 * Times all once more, in turn: what something else disturbed at one time it may not disturb at another.
 * @param halted asked before each
 * @returns false where it was halted
 */
async function again(trials: readonly TimedTrial[], halted: () => Promise<boolean>): Promise<boolean> {
  for (const { trial, times } of trials) {
    if (await halted()) return false;
    if (times[0]! > slowStep.forLarger) continue;
    const seconds = await trial.time();
    if (seconds !== null) times.push(seconds);
  }
  return true;
}

/**
 * How fast this machine trains: times small networks as they are trained, for some seconds in all, with a turn for others between steps.
 * @param stop asked between networks; true ends it
 * @param rest waited for between networks: a step at every turn would hold up what takes many turns, such as files
 * @returns null where it was stopped
 */
export async function measureSpeed(
  backend: Backend,
  mode: StepMode,
  openFeeder: OpenFeeder,
  stop: () => boolean,
  rest: () => Promise<void> = async () => {},
): Promise<Speed | null> {
  const feeders = createFeeders(openFeeder);
  const trials: TimedTrial[] = [];
  const halted = async (): Promise<boolean> => {
    await nextTurn();
    await rest();
    return stop();
  };
  const open = async (probe: SpeedProbe, batchSize: number): Promise<number> => {
    const trial = await openTrial(probe, batchSize, backend, mode, feeders);
    const seconds = await trial.time();
    if (seconds === null) trial.dispose();
    else trials.push({ trial, times: [seconds] });
    return seconds ?? 0;
  };
  try {
    // What is run first of all is slow once.
    const first = await openTrial(speedProbes[0]!, 8, backend, mode, feeders);
    await first.time();
    first.dispose();
    let slowest = 0;
    for (const probe of speedProbes) {
      let last = 0;
      for (const batchSize of probe.batches) {
        if (await halted()) return null;
        if (slowest > slowStep.forMore || last > slowStep.forLarger) break;
        last = await open(probe, batchSize);
        slowest = Math.max(slowest, last);
      }
    }
    for (let round = 1; round < timing.rounds; round++) if (!(await again(trials, halted))) return null;
  } finally {
    for (const { trial } of trials) trial.dispose();
    await feeders.end();
  }
  const speed = fitSpeed(trials.map(({ trial: { work }, times }) => ({ work, seconds: Math.min(...times) })));
  if (!speed) return null;
  const compile = mode === 'compiled' ? fitCompiling(trials.map(({ trial }) => trial)) : undefined;
  return { ...speed, ...(compile && { compile }) };
}
