import type { Origin, Split } from './dataset.ts';
import { exampleBytes } from './pixels.ts';

/** The examples at `indices`, copied. */
export function select(split: Split, indices: readonly number[]): Split {
  const size = exampleBytes(split);
  const images = new Uint8Array(indices.length * size);
  const labels = split.labels.slice(0, indices.length);
  indices.forEach((index, at) => {
    images.set(split.images.subarray(index * size, (index + 1) * size), at * size);
    labels[at] = split.labels[index]!;
  });
  const { shape, dtype, origin } = split;
  return {
    count: indices.length,
    shape,
    ...(dtype && { dtype }),
    images,
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

/** Holds out every `nth` example of each class, in the order they stand: the same each time, classes in proportion. */
export function splitOff(split: Split, nth: number): { train: Split; test: Split } {
  const seen = new Map<number, number>();
  const train: number[] = [];
  const test: number[] = [];
  split.labels.forEach((label, index) => {
    const rank = (seen.get(label) ?? 0) + 1;
    seen.set(label, rank);
    (rank % nth === 0 ? test : train).push(index);
  });
  return { train: select(split, train), test: select(split, test) };
}
