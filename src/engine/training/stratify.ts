import { type Generator, permutation } from '../random/generator.ts';

/**
 * How many examples of each class are held out: in proportion, rounded so that they come to `held` (largest
 * remainders, as scikit-learn's `train_test_split(stratify=)` has it; lots are drawn among equal ones). A class is never
 * held out whole, so that there may be fewer where classes have a single example.
 * @param counts examples of each class, `[classes]`
 */
export function heldOutPerClass(counts: readonly number[], held: number, generator: Generator): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (total === 0 ? 0 : (count / total) * held));
  const quota = exact.map(Math.floor);
  const lots = permutation(counts.length, generator);
  const rank = new Map([...lots].map((label, at) => [label, at]));
  // Shares that differ by rounding alone are equal.
  const remainder = (label: number): number => Math.round((exact[label]! - quota[label]!) * 1e9);
  const upwards = counts
    .map((_, label) => label)
    .filter((label) => quota[label]! + 1 < counts[label]!)
    .sort((a, b) => remainder(b) - remainder(a) || rank.get(a)! - rank.get(b)!);
  const missing = held - quota.reduce((sum, count) => sum + count, 0);
  for (const label of upwards.slice(0, Math.max(0, missing))) quota[label]!++;
  return quota;
}

/**
 * Draws the examples that are held out, as many of each class as its share is.
 * @param labels of all examples, each below `classes`
 * @returns whether an example is held out, by its place
 */
export function drawStratified(
  labels: ArrayLike<number>,
  classes: number,
  held: number,
  generator: Generator,
): Uint8Array {
  const counts = new Array<number>(classes).fill(0);
  for (let at = 0; at < labels.length; at++) counts[labels[at]!]!++;
  const order = permutation(labels.length, generator);
  const left = heldOutPerClass(counts, held, generator);
  const isHeld = new Uint8Array(labels.length);
  for (const at of order) {
    const label = labels[at]!;
    if (left[label] === 0) continue;
    left[label]!--;
    isHeld[at] = 1;
  }
  return isHeld;
}
