import type { Network } from '../network.ts';
import { type Speed, secondsFor } from './speed.ts';
import { type StepSize, workByLayer, workOfStep } from './work.ts';

/** How a network is trained for an epoch. */
export interface EpochSize extends StepSize {
  /** Examples trained on, and those held out, which pass once more, forward alone. */
  readonly examples: number;
  readonly heldOut: number;
}

/** What earlier runs of a network took, against what was forecast for them. */
export interface PastRuns {
  readonly runs: number;
  /** What they took by what the speed says of them; above 1 they were slower. */
  readonly factor: number;
}

/** Seconds of an epoch: about so many, and between which it will be most likely. */
export interface EpochTime {
  readonly seconds: number;
  readonly least: number;
  readonly most: number;
  /** How many runs of this network it is corrected by; 0 rests on the machine's speed alone. */
  readonly runs: number;
}

/** How far off a forecast from earlier runs of the network may be, as a factor either way. */
const runsUncertainty = 1.2;

/** The forward pass is a third of a training step's arithmetic. */
export const forward = 1 / 3;

/** Seconds of one training step in a run. */
export const stepSeconds = (network: Network, size: StepSize, speed: Speed): number =>
  secondsFor(workOfStep(network, size), speed);

/** Examples of the splits of data. */
export interface SplitCounts {
  readonly train: number;
  /** Of a validation split of their own; left out where there is none. */
  readonly validation?: number | undefined;
}

/**
 * How many examples are trained on, and how many validate, as the engine counts them: those of the data's own validation
 * split, else a share of the training split.
 */
export function divided(
  { train, validation = 0 }: SplitCounts,
  validationSplit: number,
): { examples: number; heldOut: number } {
  if (validation > 0) return { examples: train, heldOut: validation };
  const heldOut = Math.round(train * validationSplit);
  return { examples: train - heldOut, heldOut };
}

/** Seconds of the steps that it takes to go once through all examples. */
export function passSeconds(network: Network, size: Omit<EpochSize, 'heldOut'>, speed: Speed): number {
  const { examples, batchSize } = size;
  const rest = examples % batchSize;
  const last = rest === 0 ? 0 : stepSeconds(network, { ...size, batchSize: rest }, speed);
  return Math.floor(examples / batchSize) * stepSeconds(network, size, speed) + last;
}

/** What an epoch of training will take. */
export function epochTime(network: Network, size: EpochSize, speed: Speed, past: PastRuns | null): EpochTime {
  const { batchSize, heldOut } = size;
  const held = (heldOut / batchSize) * stepSeconds(network, size, speed) * forward;
  const seconds = (passSeconds(network, size, speed) + held) * (past?.factor ?? 1);
  const apart = past ? runsUncertainty : speed.doubt;
  return { seconds, least: seconds / apart, most: seconds * apart, runs: past?.runs ?? 0 };
}

/** Seconds of each layer in one training step, by id. */
export function layerSeconds(network: Network, size: StepSize, speed: Speed): ReadonlyMap<string, number> {
  return new Map([...workByLayer(network, size)].map(([id, work]) => [id, secondsFor(work, speed)]));
}
