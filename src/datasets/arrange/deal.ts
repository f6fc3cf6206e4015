import { createGenerator, permutation } from '../../engine/random/generator.ts';
import { drawStratified } from '../../engine/training/stratify.ts';

/** What examples are dealt by. */
export interface SplitInputs {
  /** Class of each example. */
  readonly labels: ArrayLike<number>;
  readonly classes: number;
  /** Whether each part has each class in proportion. */
  readonly stratify: boolean;
  /** The group of each example, none of which is divided; null where each is dealt by itself. */
  readonly groups: readonly string[] | null;
  readonly seed: number;
}

/**
 * Groups, in random order, each to the part that lacks most. Parts come near their shares as far as groups allow.
 * @param shares of the parts
 */
function assignGroups(groups: readonly string[], shares: readonly number[], seed: number): Uint8Array {
  const members = new Map<string, number[]>();
  for (const [at, group] of groups.entries()) members.set(group, [...(members.get(group) ?? []), at]);
  const all = [...members.values()];
  const order = [...permutation(all.length, createGenerator(seed, 'split/groups'))].map((at) => all[at]!);
  // Large groups first: what is left fills the gaps. The order among equal ones is random.
  order.sort((a, b) => b.length - a.length);
  const lacking = shares.map((share) => share * groups.length);
  const parts = new Uint8Array(groups.length);
  for (const group of order) {
    const part = lacking.indexOf(Math.max(...lacking));
    lacking[part]! -= group.length;
    for (const at of group) parts[at] = part;
  }
  return parts;
}

/**
 * Deals examples into parts of given shares.
 * @param shares of each part, which come to 1
 * @returns the part of each example
 */
export function splitByShares(
  shares: readonly number[],
  { labels, classes, stratify, groups, seed }: SplitInputs,
): Uint8Array {
  const count = labels.length;
  if (groups) return assignGroups(groups, shares, seed);
  const parts = new Uint8Array(count);
  let left = Int32Array.from({ length: count }, (_, at) => at);
  // The last part is drawn first, of all; the first is what is left.
  for (let part = shares.length - 1; part > 0; part--) {
    const wanted = Math.round(shares[part]! * count);
    if (wanted === 0) continue;
    const own = Int32Array.from(left, (at) => labels[at]!);
    const generator = createGenerator(seed, `split/${part}`);
    const isDrawn = stratify
      ? drawStratified(own, Math.max(1, classes), wanted, generator)
      : new Uint8Array(left.length);
    if (!stratify) for (const at of permutation(left.length, generator).subarray(0, wanted)) isDrawn[at] = 1;
    left.forEach((at, place) => {
      if (isDrawn[place] === 1) parts[at] = part;
    });
    left = left.filter((_, place) => isDrawn[place] === 0);
  }
  return parts;
}

/**
 * Deals examples into folds as equal as can be, stratified as scikit-learn's `StratifiedKFold`: each class's examples go to
 * the folds in turn, which begins where the class before ended.
 * @returns the fold of each example, 0 the first
 */
export function splitIntoFolds(
  of: number,
  { labels, classes, stratify, groups, seed }: SplitInputs,
): Uint8Array {
  const count = labels.length;
  if (groups) return assignGroups(groups, new Array<number>(of).fill(1 / of), seed);
  const order = permutation(count, createGenerator(seed, 'folds'));
  const folds = new Uint8Array(count);
  let next = 0;
  for (let label = 0; label < (stratify ? Math.max(1, classes) : 1); label++) {
    for (const at of order) {
      if (stratify && labels[at] !== label) continue;
      folds[at] = next;
      next = (next + 1) % of;
    }
  }
  return folds;
}

/** Examples of smaller classes again and again, until each class that has any has as many as the largest. */
export function oversampled(
  indices: readonly number[],
  labels: ArrayLike<number>,
  classes: number,
): number[] {
  const byClass = Array.from({ length: classes }, (): number[] => []);
  for (const at of indices) byClass[labels[at]!]!.push(at);
  const most = Math.max(...byClass.map(({ length }) => length));
  return byClass.flatMap((own) =>
    own.length === 0 ? [] : Array.from({ length: most }, (_, at) => own[at % own.length]!),
  );
}
