import type { Origin, Split, SplitHandle } from '../dataset.ts';
import { exampleBytes, isInMemory } from '../pixels.ts';
import { sharedBytes } from '../shared.ts';
import { recordsAt } from '../split.ts';

/** Some examples of a split. */
export interface Chosen {
  readonly split: SplitHandle;
  readonly origin: Origin | null;
  readonly indices: readonly number[];
}

/** One split of examples of several; they are of one shape. */
export interface SelectedSplit {
  readonly split: SplitHandle;
  readonly origin: Origin | null;
}

function facts(chosen: readonly Chosen[]) {
  const [first] = chosen;
  const { shape, dtype } = first!.split;
  const count = chosen.reduce((sum, { indices }) => sum + indices.length, 0);
  const isWide = chosen.some(({ split }) => split.labels instanceof Int32Array);
  const labels = isWide ? new Int32Array(count) : new Uint8Array(count);
  let at = 0;
  for (const { split, indices } of chosen) for (const index of indices) labels[at++] = split.labels[index]!;
  return { count, shape, ...(dtype && { dtype }), labels, ...targetsOf(chosen, count) };
}

function targetsOf(chosen: readonly Chosen[], count: number): Pick<Split, 'targets'> {
  const { split } = chosen[0]!;
  if (!split.targets) return {};
  const size = split.targets.length / Math.max(1, split.count);
  const targets =
    split.targets instanceof Uint8Array ? new Uint8Array(count * size) : new Float32Array(count * size);
  let at = 0;
  for (const { split: from, indices } of chosen) {
    for (const index of indices) {
      targets.set(from.targets!.subarray(index * size, (index + 1) * size), at);
      at += size;
    }
  }
  return { targets };
}

function originOf(chosen: readonly Chosen[]): Origin | null {
  if (chosen.some(({ origin }) => origin === null)) return null;
  return {
    names: chosen.flatMap(({ origin, indices }) => indices.map((index) => origin!.names[index]!)),
    sizes: Int32Array.from(
      chosen.flatMap(({ origin, indices }) =>
        indices.flatMap((index) => [origin!.sizes[2 * index]!, origin!.sizes[2 * index + 1]!]),
      ),
    ),
  };
}

/**
 * Makes one split of some examples of others, in that order; an example may come more than once.
 * @returns null where they are records of more than one file, which are too large to be put together
 */
export function gather(chosen: readonly Chosen[]): SelectedSplit | null {
  const own = chosen.filter(({ indices }) => indices.length > 0);
  const parts = own.length > 0 ? own : chosen.slice(0, 1);
  const origin = originOf(parts);
  const common = facts(parts);
  const [first, ...others] = parts;
  if (!isInMemory(first!.split)) {
    if (others.length > 0) return null;
    return { split: { ...common, records: recordsAt(first!.split.records, first!.indices) }, origin };
  }
  if (!others.every(({ split }) => isInMemory(split))) return null;
  const size = exampleBytes(first!.split);
  const images = sharedBytes(common.count * size);
  let at = 0;
  for (const { split, indices } of parts) {
    const from = (split as Split).images;
    for (const index of indices) {
      images.set(from.subarray(index * size, (index + 1) * size), at);
      at += size;
    }
  }
  return { split: { ...common, images }, origin };
}
