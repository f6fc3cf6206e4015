import type { SplitFacts } from '../../datasets/dataset.ts';
import { sharedMemory } from '../../datasets/shared.ts';
import { mixedTarget } from '../../preprocessing/mixing.ts';
import type { Batch } from '../model/stepper.ts';

/** The memory of a ring, shared by who makes batches and who uses them. */
export interface RingMemory {
  /** Batches that find room at once. */
  readonly slots: number;
  readonly batchSize: number;
  /** Floats an example takes. */
  readonly exampleSize: number;
  readonly targets: TargetSize;
  readonly state: SharedArrayBuffer;
  /** float32 `[slots, batch, ...input]` */
  readonly x: SharedArrayBuffer;
  /** `[slots, batch, ...target]`, four bytes each */
  readonly labels: SharedArrayBuffer;
}

/** Numbers that an example's target takes, and their type: whole numbers of classes, floats of all others. */
export interface TargetSize {
  readonly size: number;
  readonly dtype: 'int32' | 'float32';
}

/** What the examples of a split are fed with. @param mixes whether two examples are mixed into one */
export const targetSizeOf = (
  { count, targets }: Pick<SplitFacts, 'count' | 'targets'>,
  mixes = false,
): TargetSize =>
  mixes
    ? { size: mixedTarget, dtype: 'float32' }
    : targets && count > 0
      ? { size: targets.length / count, dtype: targets instanceof Float32Array ? 'float32' : 'int32' }
      : { size: 1, dtype: 'int32' };

/** What the state holds, a whole number each; then of each slot which batch it holds, 1 the first, and its size. */
const claimed = 0;
const released = 1;
const closed = 2;
const left = 3;
const first = 4;

/** Bytes that one course's batches may take, as far as two of them do not: the one in use and the next. */
const ringBytes = 64 * 2 ** 20;

/** Batches that are to find room, two to four by their size: noise beside the activations of a network that takes such. */
export const slotsFor = (batchSize: number, exampleSize: number): number =>
  Math.max(2, Math.min(4, Math.floor(ringBytes / (batchSize * exampleSize * 4))));

/** @throws RangeError where there is no memory for it */
export const allocateRing = (
  slots: number,
  batchSize: number,
  exampleSize: number,
  targets: TargetSize,
): RingMemory => ({
  slots,
  batchSize,
  exampleSize,
  targets,
  state: sharedMemory(4 * (first + 2 * slots)),
  x: sharedMemory(4 * slots * batchSize * exampleSize),
  labels: sharedMemory(4 * slots * batchSize * targets.size),
});

/** Whether a closed ring's memory may be used for another: whoever made its batches has left it. Then it is as new. */
export function reclaim({ state }: RingMemory): boolean {
  const values = new Int32Array(state);
  if (Atomics.load(values, left) === 0) return false;
  values.fill(0);
  return true;
}

/** Makes a batch in the given memory and says how many examples it has. */
export type FillBatch = (at: number, x: Float32Array, labels: Int32Array | Float32Array) => number;

/**
 * Batches by their place in a course, 0 the first, each in the slot that its place falls on. Whoever claims a batch
 * makes it, and no one else does.
 */
export interface Ring {
  /** Claims the next batch that no one has claimed, if its slot is free; -1 where there is none below `total`. */
  claimNext(total: number): number;
  /** Claims that batch; false where another has. */
  claim(at: number): boolean;
  /** Makes a batch and wakes who waits for it. */
  make(at: number, fill: FillBatch): void;
  isReady(at: number): boolean;
  /** Blocks this thread until the batch is ready, or so many milliseconds are over. */
  await(at: number, milliseconds: number): void;
  /** A batch that is ready; it holds until it is released. */
  read(at: number): Batch;
  /** Gives the slots of all batches before that one free. */
  release(at: number): void;
  /** No one will ask for another. */
  close(): void;
  readonly closed: boolean;
  /** Called by who makes batches ahead, when it is closed: nothing more is written. */
  leave(): void;
}

export function openRing({ slots, batchSize, exampleSize, targets, ...memory }: RingMemory): Ring {
  const state = new Int32Array(memory.state);
  const length = batchSize * exampleSize;
  const targetLength = batchSize * targets.size;
  const places = Array.from({ length: slots }, (_, slot) => ({
    ready: first + 2 * slot,
    count: first + 2 * slot + 1,
    x: new Float32Array(memory.x, 4 * slot * length, length),
    labels:
      targets.dtype === 'int32'
        ? new Int32Array(memory.labels, 4 * slot * targetLength, targetLength)
        : new Float32Array(memory.labels, 4 * slot * targetLength, targetLength),
  }));
  const placeOf = (at: number) => places[at % slots]!;
  const claim = (at: number): boolean => Atomics.compareExchange(state, claimed, at, at + 1) === at;
  const isReady = (at: number): boolean => Atomics.load(state, placeOf(at).ready) === at + 1;
  return {
    claimNext(total) {
      const at = Atomics.load(state, claimed);
      const isFree = at < total && at < Atomics.load(state, released) + slots;
      return isFree && claim(at) ? at : -1;
    },
    claim,
    make(at, fill) {
      const { ready, count, x, labels } = placeOf(at);
      Atomics.store(state, count, fill(at, x, labels));
      Atomics.store(state, ready, at + 1);
      Atomics.notify(state, ready);
    },
    isReady,
    await(at, milliseconds) {
      const { ready } = placeOf(at);
      const now = Atomics.load(state, ready);
      if (now !== at + 1) Atomics.wait(state, ready, now, milliseconds);
    },
    read(at) {
      const { count, x, labels } = placeOf(at);
      return { count: Atomics.load(state, count), x, labels };
    },
    release: (at) => void Atomics.store(state, released, at),
    close: () => void Atomics.store(state, closed, 1),
    get closed() {
      return Atomics.load(state, closed) === 1;
    },
    leave: () => void Atomics.store(state, left, 1),
  };
}
