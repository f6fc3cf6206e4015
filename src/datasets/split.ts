import type { Origin, RecordSplit, Split, SplitHandle } from './dataset.ts';
import { exampleBytes, isInMemory } from './pixels.ts';

function selectPixels(split: Split, indices: readonly number[]): Pick<Split, 'images'> {
  const size = exampleBytes(split);
  const images = new Uint8Array(indices.length * size);
  indices.forEach((index, at) => {
    images.set(split.images.subarray(index * size, (index + 1) * size), at * size);
  });
  return { images };
}

/** Records of the same file, by the place of each there. */
export const recordsAt = (
  { rows, ...records }: RecordSplit['records'],
  indices: readonly number[],
): RecordSplit['records'] => ({
  ...records,
  rows: Int32Array.from(indices, (index) => rows?.[index] ?? index),
});

/** The examples at `indices`: copied, or the same records. */
function select(split: SplitHandle, indices: readonly number[]): SplitHandle {
  const labels = split.labels.slice(0, indices.length);
  indices.forEach((index, at) => {
    labels[at] = split.labels[index]!;
  });
  const { shape, dtype, origin } = split;
  return {
    count: indices.length,
    shape,
    ...(dtype && { dtype }),
    ...(isInMemory(split) ? selectPixels(split, indices) : { records: recordsAt(split.records, indices) }),
    labels,
    ...(split.targets && { targets: selectTargets(split.targets, split.count, indices) }),
    ...(origin && { origin: selectOrigin(origin, indices) }),
  };
}

const selectOrigin = ({ names, sizes }: Origin, indices: readonly number[]): Origin => ({
  names: indices.map((index) => names[index]!),
  sizes: Int32Array.from(indices.flatMap((index) => [sizes[2 * index]!, sizes[2 * index + 1]!])),
});

/** Those at `indices` of targets of equal size. */
function selectTargets(
  targets: Float32Array | Uint8Array,
  count: number,
  indices: readonly number[],
): Float32Array | Uint8Array {
  const size = targets.length / count;
  const some = targets.slice(0, indices.length * size);
  indices.forEach((index, at) => {
    some.set(targets.subarray(index * size, (index + 1) * size), at * size);
  });
  return some;
}

/** Where data have no test split, one of so many examples of each class is held out for it. */
export const heldOutEach = 5;

/** Whether each example is held out: every `nth` of each class, in the order they stand. The same each time. */
export function heldOutOf(labels: Iterable<number>, nth = heldOutEach): readonly boolean[] {
  const seen = new Map<number, number>();
  return Array.from(labels, (label) => {
    const rank = (seen.get(label) ?? 0) + 1;
    seen.set(label, rank);
    return rank % nth === 0;
  });
}

/** Holds out some examples of each class, classes in proportion. */
export function splitOff(split: SplitHandle): { train: SplitHandle; test: SplitHandle } {
  const isHeldOut = heldOutOf(split.labels);
  const those = (held: boolean): number[] => [...isHeldOut.keys()].filter((at) => isHeldOut[at] === held);
  return { train: select(split, those(false)), test: select(split, those(true)) };
}
