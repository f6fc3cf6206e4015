import { createBatcher } from '../../datasets/batcher.ts';
import type { SplitHandle } from '../../datasets/dataset.ts';
import { openPixels } from '../../datasets/pixels.ts';
import { mixedTarget } from '../../preprocessing/mixing.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { createGenerator, permutation } from '../random/generator.ts';
import { createDraws } from './draws.ts';
import { createMixer } from './mixer.ts';
import { targetSizeOf } from './ring.ts';

/**
 * Variants of the examples of a split that stand behind them, one variant after the other: epoch n takes the n-th of each;
 * beyond the last they are taken again, in turn.
 */
export interface Variants {
  readonly count: number;
  /** Examples from one variant to the next. */
  readonly stride: number;
}

/** The batches that something will ask for, one after the other. Plain data: a thread is informed of it. */
export interface BatchPlan {
  /** Which examples of the split. */
  readonly examples: Int32Array;
  readonly batchSize: number;
  /** Each epoch's order is drawn from this; null goes through them as they stand. */
  readonly shuffle: Shuffle | null;
  /** The seed of random preprocessing steps; null leaves them out. */
  readonly augment: number | null;
  /** Whether steps that mix examples take part: their labels are then those of `mixedTarget`. */
  readonly mixes?: boolean;
  /** The epoch that it begins in, 1 the first, and how many of its batches are behind. */
  readonly from: { readonly epoch: number; readonly batch: number };
  /** The last epoch. */
  readonly epochs: number;
  /** Whether a smaller last batch is left out. */
  readonly wholeOnly: boolean;
  /** Left out: the examples themselves. */
  readonly variants?: Variants | null;
}

interface Shuffle {
  readonly seed: number;
  /** What the epochs are those of, where that is not the run. */
  readonly of: string;
}

const start = { epoch: 1, batch: 0 };

/** Epochs from the first on, each in its own order and with its own variants, the last batch of each as small as it comes. */
export const planTraining = (
  examples: Int32Array,
  batchSize: number,
  {
    epochs,
    from = start,
    variants = null,
    mixes = false,
    ...shuffle
  }: Shuffle & Pick<BatchPlan, 'epochs'> & Partial<Pick<BatchPlan, 'from' | 'variants' | 'mixes'>>,
): BatchPlan => ({
  examples,
  batchSize,
  shuffle,
  augment: shuffle.seed,
  mixes,
  from,
  epochs,
  wholeOnly: false,
  variants,
});

/** Once through the examples as they stand. */
export const planSinglePass = (examples: ArrayLike<number>, batchSize: number): BatchPlan => ({
  examples: Int32Array.from(examples),
  batchSize,
  shuffle: null,
  augment: null,
  from: start,
  epochs: 1,
  wholeOnly: false,
});

const batchesPerEpoch = ({ examples, batchSize, wholeOnly }: BatchPlan): number =>
  (wholeOnly ? Math.floor : Math.ceil)(examples.length / batchSize);

/** How many batches a course has. */
export const countBatches = (batchPlan: BatchPlan): number =>
  Math.max(
    0,
    (batchPlan.epochs - batchPlan.from.epoch + 1) * batchesPerEpoch(batchPlan) - batchPlan.from.batch,
  );

/** The order in which an epoch goes through its examples: by the seed and the epoch alone. */
export const epochOrder = (examples: Int32Array, { seed, of }: Shuffle, epoch: number): Int32Array =>
  permutation(examples.length, createGenerator(seed, `${of}shuffle/${epoch}`)).map(
    (index) => examples[index]!,
  );

/** The examples of an epoch's variant of them. */
function variantOf(indices: Int32Array, { variants }: BatchPlan, epoch: number): Int32Array {
  if (!variants) return indices;
  const offset = (1 + ((epoch - 1) % variants.count)) * variants.stride;
  return indices.map((index) => index + offset);
}

/** Makes a course's batches, whoever asks: the training loop, or the thread that is ahead of it. */
export interface Assembler {
  /** Floats an example takes. */
  readonly exampleSize: number;
  /**
   * Makes the batch that is the `at`-th of the course, 0 the first.
   * @param x `[batch, ...input]` @param labels `[batch]` classes, or `[batch, ...target]` numbers
   * @returns how many examples it has
   */
  fill(at: number, x: Float32Array, labels: Int32Array | Float32Array): number;
  /** Closes what it reads from. */
  close(): void;
}

/**
 * Opens the split itself: whichever thread makes the batches reads their pixels.
 * @throws TextError where the network takes no image; FileError
 */
export function createAssembler(
  split: SplitHandle,
  preprocessing: Preprocessing,
  batchPlan: BatchPlan,
): Assembler {
  const { examples, batchSize, shuffle, augment, from } = batchPlan;
  const batcher = createBatcher(openPixels(split), preprocessing, { training: augment !== null });
  const draws = augment === null ? null : createDraws(augment);
  const batches = batchesPerEpoch(batchPlan);
  const mix = batchPlan.mixes ? createMixer(preprocessing, augment ?? 0) : null;
  const { targets } = split;
  const { size } = targetSizeOf(split);
  const fillTargets = (indices: Int32Array, out: Int32Array | Float32Array): void => {
    for (let index = 0; index < indices.length; index++) {
      const example = indices[index]!;
      if (targets) out.set(targets.subarray(example * size, (example + 1) * size), index * size);
      else out[index] = split.labels[example]!;
    }
  };
  let ordered = 0;
  let order = examples;
  return {
    exampleSize: batcher.exampleSize,
    fill(at, x, labels) {
      const place = from.batch + at;
      const epoch = from.epoch + Math.floor(place / batches);
      if (shuffle && epoch !== ordered) {
        order = epochOrder(examples, shuffle, epoch);
        ordered = epoch;
      }
      const begin = (place % batches) * batchSize;
      const indices = variantOf(order.subarray(begin, begin + batchSize), batchPlan, epoch);
      batcher.fill(indices, x, draws ? (index) => draws.at(epoch, indices[index]!) : undefined);
      if (mix) {
        const { partners, shares } = mix(x, indices, { epoch, batch: place % batches });
        for (let index = 0; index < indices.length; index++) {
          const classes = [indices[index]!, indices[partners[index]!]!].map((each) => split.labels[each]!);
          labels.set([...classes, shares[index]!], index * mixedTarget);
        }
      } else fillTargets(indices, labels);
      return indices.length;
    },
    close: () => batcher.close(),
  };
}
