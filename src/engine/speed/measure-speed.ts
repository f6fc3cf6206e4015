import { setImmediate as nextTurn } from 'node:timers/promises';
import { shared } from '../../datasets/shared.ts';
import { sizeOf } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import { optimizerSlots } from '../../network/memory.ts';
import { operationsStarted } from '../../network/time/compile.ts';
import { fitSpeed, type Speed } from '../../network/time/speed.ts';
import { type Work, workOfStep } from '../../network/time/work.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import { resolveSettings } from '../../training/resolve.ts';
import type { Backend } from '../backends/backend.ts';
import { planTraining } from '../feeding/batch-plan.ts';
import type { Feeder, OpenFeeder } from '../feeding/feeder.ts';
import { openStepper, type StepMode } from '../model/open-stepper.ts';
import { initialWeights, listWeights } from '../model/weights.ts';
import { createGenerator } from '../random/generator.ts';
import { type SpeedProbe, speedProbes } from './speed-probes.ts';

const seed = 1;
/** Milliseconds that one probe is timed for, and the fewest steps. */
const minTiming = { milliseconds: 60, steps: 3 };
/**
 * Seconds. A probe whose step takes longer than the first is not tried with a larger batch, one longer than the second
 * is the last: probes come with the cheapest first, and a slow backend would be at them for minutes.
 */
const slowStep = { forLarger: 0.1, forMore: 1.5 };

/** Batches that a probe's data have; an epoch's end costs nothing here. */
const batchesOfData = 4;
/** Epochs, more than are timed. */
const endless = 1_000_000;

/**
 * Runs again until it is known; in seconds what a quarter of the runs stay below: whatever else the machine does makes
 * the others longer.
 */
async function time(run: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let spent = 0; spent < minTiming.milliseconds || times.length < minTiming.steps; ) {
    const from = performance.now();
    await run();
    const took = performance.now() - from;
    spent += took;
    times.push(took / 1000);
    if (took > 5) await nextTurn();
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 2]!;
}

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
  for(shape: readonly number[]): Feeder;
  end(): Promise<void>;
}

function createFeeders(openFeeder: OpenFeeder): Feeders {
  const feeders = new Map<string, Feeder>();
  return {
    for(inputShape) {
      const name = inputShape.join();
      const feeder = feeders.get(name) ?? openFeeder({ inputShape, steps: defaultSteps });
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
  /** Seconds of a step; null where it does not run as it should. */
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
  const { settings } = resolution;
  const weights = listWeights(network);
  const plan = { backend, network, weights, settings, target: 'class' as const };
  const start = { weights: initialWeights(weights, seed), slots: new Map(), steps: 0 };
  const from = performance.now();
  const stepper = openStepper(plan, start, [batchSize], mode);
  const { outputShape } = network.layers.find(({ id }) => id === network.inputs[0])!;
  const split = noise(outputShape, batchesOfData * batchSize);
  const all = Int32Array.from({ length: split.count }, (_, index) => index);
  const order = planTraining(all, batchSize, { seed, of: '', epochs: endless });
  // As training does it: a thread makes batches out of bytes ahead of the steps, and takes some of their time.
  const fed = async <T>(use: (step: () => Promise<void>) => Promise<T>): Promise<T> => {
    const feed = feeders.for(outputShape).open(split, order);
    try {
      return await use(async () => void stepper.run(await feed.next(), settings.learningRate));
    } finally {
      feed.close();
    }
  };
  // The first checks itself, the second settles.
  const startSeconds = await fed(async (step) => {
    await step();
    const seconds = (performance.now() - from) / 1000;
    await nextTurn();
    await step();
    return seconds;
  });
  const slots = optimizerSlots(document.training);
  return {
    work: workOfStep(network, { batchSize, optimizerSlots: slots }),
    startSeconds,
    time: async () => {
      const seconds = await fed(async (step) => {
        await step();
        return time(step);
      });
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
  const trials: { readonly trial: Trial; seconds: number }[] = [];
  const open = async (probe: SpeedProbe, batchSize: number): Promise<number> => {
    const trial = await openTrial(probe, batchSize, backend, mode, feeders);
    const seconds = await trial.time();
    if (seconds === null) trial.dispose();
    else trials.push({ trial, seconds });
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
        await nextTurn();
        await rest();
        if (stop()) return null;
        if (slowest > slowStep.forMore || last > slowStep.forLarger) break;
        last = await open(probe, batchSize);
        slowest = Math.max(slowest, last);
      }
    }
    // Once more: what something else disturbed the first time it may not disturb again.
    for (const each of trials) {
      await nextTurn();
      await rest();
      if (stop()) return null;
      if (each.seconds <= slowStep.forLarger)
        each.seconds = Math.min(each.seconds, (await each.trial.time()) ?? each.seconds);
    }
  } finally {
    for (const { trial } of trials) trial.dispose();
    await feeders.end();
  }
  const speed = fitSpeed(trials.map(({ trial: { work }, seconds }) => ({ work, seconds })));
  if (!speed) return null;
  const compile = mode === 'compiled' ? fitCompiling(trials.map(({ trial }) => trial)) : undefined;
  return { ...speed, ...(compile && { compile }) };
}
