import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBatcher } from '../../datasets/batcher.ts';
import { sizeOf } from '../../layers/shape.ts';
import { analyze } from '../../network/analyze.ts';
import { optimizerSlots } from '../../network/memory.ts';
import type { Network } from '../../network/network.ts';
import { fitSpeed, type Speed } from '../../network/time/speed.ts';
import { type Work, workOfStep } from '../../network/time/work.ts';
import { defaultSteps } from '../../preprocessing/edit.ts';
import { resolveSettings } from '../../training/resolve.ts';
import type { Backend } from '../backends/backend.ts';
import { openStepper, type StepMode } from '../model/open-stepper.ts';
import type { Batch } from '../model/stepper.ts';
import { initialWeights, listWeights } from '../model/weights.ts';
import { createGenerator } from '../random/generator.ts';
import { type SpeedProbe, speedProbes } from './speed-probes.ts';

const seed = 1;
/** Milliseconds that one probe is timed for, and the fewest steps. */
const enough = { milliseconds: 60, steps: 3 };
/**
 * Seconds. A probe whose step takes longer than the first is not tried with a larger batch, one longer than the second
 * is the last: probes come with the cheapest first, and a slow backend would be at them for minutes.
 */
const slowStep = { forLarger: 0.1, forMore: 1.5 };

/** Runs again until it is known; the median time, in seconds. */
async function time(run: () => void): Promise<number> {
  const times: number[] = [];
  for (let spent = 0; spent < enough.milliseconds || times.length < enough.steps; ) {
    const from = performance.now();
    run();
    const took = performance.now() - from;
    spent += took;
    times.push(took / 1000);
    if (took > 5) await nextTurn();
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1]!;
}

function noise(network: Network, count: number): Batch {
  const generator = createGenerator(seed, 'speed');
  const { outputShape } = network.layers.find(({ id }) => id === network.inputs[0])!;
  return {
    count,
    x: Float32Array.from({ length: count * sizeOf(outputShape) }, () => generator.uniform()),
    labels: Int32Array.from({ length: count }, () => generator.below(10)),
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
  const batch = noise(network, batchSize);
  const step = () => void stepper.run(batch, settings.learningRate);
  // The first checks itself, the second settles.
  step();
  const startSeconds = (performance.now() - from) / 1000;
  await nextTurn();
  step();
  const slots = optimizerSlots(document.training);
  const { fed: _notFed, ...work } = workOfStep(network, { batchSize, optimizerSlots: slots });
  return {
    work,
    startSeconds,
    time: async () => {
      const seconds = await time(step);
      return stepper.mode === mode ? seconds : null;
    },
    dispose: () => stepper.dispose(),
  };
}

/** What it takes to compile a step: for the graph itself, and for each operation that layers start. */
function fitCompiling(trials: readonly Pick<Trial, 'work' | 'startSeconds'>[]): Speed['compile'] {
  const fitted = fitSpeed(
    trials.map(({ work: { layer = 0 }, startSeconds }) => ({
      work: { step: 1, layer },
      seconds: startSeconds,
    })),
  );
  return fitted ? { graph: fitted.seconds.step ?? 0, operation: fitted.seconds.layer ?? 0 } : undefined;
}

/** Seconds that it takes to make one element of a batch from a stored pixel. */
async function timeFeeding(): Promise<number> {
  const count = 64;
  const shape = [32, 32, 3] as const;
  const images = new Uint8Array(count * sizeOf(shape)).map((_, at) => at % 256);
  const split = { count, shape, images, labels: new Int32Array(count) };
  const batcher = createBatcher(split, { inputShape: shape, steps: defaultSteps });
  const out = new Float32Array(count * batcher.exampleSize);
  const indices = Int32Array.from({ length: count }, (_, at) => at);
  return (await time(() => batcher.fill(indices, out))) / out.length;
}

/**
 * How fast this machine trains: times small networks, for some seconds in all, with a turn for others between steps.
 * @param stop asked between networks; true ends it
 * @param rest waited for between networks: a step at every turn would hold up what takes many turns, such as files
 * @returns null where it was stopped
 */
export async function measureSpeed(
  backend: Backend,
  mode: StepMode,
  stop: () => boolean,
  rest: () => Promise<void> = async () => {},
): Promise<Speed | null> {
  const trials: { readonly trial: Trial; seconds: number }[] = [];
  const open = async (probe: SpeedProbe, batchSize: number): Promise<number> => {
    const trial = await openTrial(probe, batchSize, backend, mode);
    const seconds = await trial.time();
    if (seconds === null) trial.dispose();
    else trials.push({ trial, seconds });
    return seconds ?? 0;
  };
  try {
    // What is run first of all is slow once.
    const first = await openTrial(speedProbes[0]!, 8, backend, mode);
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
  }
  const speed = fitSpeed(trials.map(({ trial: { work }, seconds }) => ({ work, seconds })));
  if (!speed) return null;
  const compile = mode === 'compiled' ? fitCompiling(trials.map(({ trial }) => trial)) : undefined;
  return { ...speed, seconds: { ...speed.seconds, fed: await timeFeeding() }, ...(compile && { compile }) };
}
