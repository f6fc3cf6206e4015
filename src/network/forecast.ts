import type { Totals } from './network.ts';

/** How fast this machine trains, measured: a step takes a fixed time, and more with what it computes. */
export interface Speed {
  /** Seconds of a step that do not depend on the network's size: dispatch, batching, the update. */
  readonly secondsPerStep: number;
  /** Multiply-accumulates a second, forward and backward together. */
  readonly macsPerSecond: number;
}

/** One measured training step. */
export interface StepTime {
  /** Forward, for one example. */
  readonly macs: number;
  readonly batchSize: number;
  readonly seconds: number;
}

/** The backward pass takes the gradient of the input and of the weights: twice the forward pass again. */
const passes = 3;

/**
 * The speed that explains measured steps best, by least squares over their computation. Null with fewer than
 * two steps of different size, or where they do not say that more computation takes longer.
 */
export function calibrate(steps: readonly StepTime[]): Speed | null {
  const work = steps.map((step) => passes * step.macs * step.batchSize);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanWork = mean(work);
  const meanTime = mean(steps.map((step) => step.seconds));
  const spread = work.reduce((sum, each) => sum + (each - meanWork) ** 2, 0);
  if (steps.length < 2 || spread === 0) return null;
  const together = work.reduce(
    (sum, each, index) => sum + (each - meanWork) * (steps[index]!.seconds - meanTime),
    0,
  );
  const secondsPerMac = together / spread;
  if (!(secondsPerMac > 0)) return null;
  return {
    macsPerSecond: 1 / secondsPerMac,
    secondsPerStep: Math.max(0, meanTime - secondsPerMac * meanWork),
  };
}

export interface Forecast {
  readonly stepsPerEpoch: number;
  /** Null where the machine's speed is not known. */
  readonly secondsPerEpoch: number | null;
  /** Bytes that training needs; see `trainingBytes`. */
  readonly bytes: number;
  /** False where that is more than the machine has: refuse, with `message`. */
  readonly fits: boolean;
  /** In words, for a person about to press Train; empty where all is well. */
  readonly message: string;
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e10 ? 1 : 0)} GB`;

/** What training will take: time for an epoch and memory, against what the machine has. */
export function forecast(
  totals: Totals,
  training: { readonly examples: number; readonly batchSize: number },
  machine: { readonly memoryBytes: number; readonly speed: Speed | null },
): Forecast {
  const stepsPerEpoch = Math.ceil(training.examples / training.batchSize);
  const { speed, memoryBytes } = machine;
  const secondsPerEpoch =
    speed === null
      ? null
      : stepsPerEpoch * speed.secondsPerStep +
        (passes * totals.macs * training.examples) / speed.macsPerSecond;
  const bytes = totals.trainingBytes;
  const fits = bytes <= memoryBytes;
  return {
    stepsPerEpoch,
    secondsPerEpoch,
    bytes,
    fits,
    message: fits ? '' : refusal(totals, training, memoryBytes),
  };
}

/** Names the batch size that would fit, or that none does. */
function refusal(totals: Totals, { batchSize }: { readonly batchSize: number }, memoryBytes: number): string {
  const needs = `Training needs about ${gigabytes(totals.trainingBytes)} of memory, but this machine has ${gigabytes(memoryBytes)}`;
  const fixed = totals.trainingBytes - batchSize * totals.activationBytes;
  const most = Math.floor((memoryBytes - fixed) / totals.activationBytes);
  return most >= 1
    ? `${needs}: choose a batch size of at most ${most}, or make the input smaller.`
    : `${needs}: even a batch of one example does not fit. Make the input or the network smaller.`;
}
