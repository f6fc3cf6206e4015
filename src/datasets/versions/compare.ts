import {
  type DataComparison,
  type DataVersion,
  type ExamplePlace,
  maxDifferences,
} from '../../protocol/data-version.ts';

const parts = ['train', 'validation', 'test'] as const;

interface Example extends ExamplePlace {
  readonly digest: string;
}

function examplesOf({ splits, classes }: DataVersion): Example[] {
  return parts.flatMap((split) => {
    const part = splits[split];
    return (part?.digests ?? []).map((digest, index) => {
      const label = part!.labels?.[index];
      return {
        split,
        index,
        digest,
        name: part!.names?.[index] ?? null,
        class: label === undefined ? null : (classes[label] ?? null),
      };
    });
  });
}

const placeOf = ({ digest: _, ...place }: Example): ExamplePlace => place;

/** Examples by a key, to be taken out one by one, the first first. */
function sectionOf(examples: readonly Example[], keyOf: (example: Example) => string | null) {
  const shelves = new Map<string, Example[]>();
  for (const example of examples) {
    const key = keyOf(example);
    if (key === null) continue;
    const section = shelves.get(key);
    if (section) section.push(example);
    else shelves.set(key, [example]);
  }
  for (const section of shelves.values()) section.reverse();
  return (example: Example): Example | undefined => shelves.get(keyOf(example) ?? '')?.pop();
}

interface Pair {
  readonly from: Example;
  readonly to: Example;
}

/** Pairs examples that have the same key; returns the pairs, and what is left of both. */
function paired(
  before: readonly Example[],
  now: readonly Example[],
  keyOf: (example: Example) => string | null,
): { readonly pairs: Pair[]; readonly before: Example[]; readonly now: Example[] } {
  const take = sectionOf(before, keyOf);
  const pairs: Pair[] = [];
  const left: Example[] = [];
  for (const to of now) {
    const from = keyOf(to) === null ? undefined : take(to);
    if (from) pairs.push({ from, to });
    else left.push(to);
  }
  const used = new Set(pairs.map(({ from }) => from));
  return { pairs, before: before.filter((example) => !used.has(example)), now: left };
}

/** Whether what both have of a split comes in another order. */
function isReordered(pairs: readonly Pair[]): boolean {
  const last = new Map<string, number>();
  return pairs.some(({ from, to }) => {
    if (from.split !== to.split) return false;
    const before = last.get(to.split) ?? -1;
    last.set(to.split, from.index);
    return from.index < before;
  });
}

/**
 * What has become of data since a version of them was frozen. Examples are known by their content; those that have
 * another content by the split and the name of their file.
 */
export function compareVersions(before: DataVersion, now: DataVersion): DataComparison {
  const same = paired(
    examplesOf(before),
    examplesOf(now),
    ({ digest, split, class: label }) => `${digest} ${split} ${label}`,
  );
  const sameSplit = paired(same.before, same.now, ({ digest, split }) => `${digest} ${split}`);
  const elsewhere = paired(sameSplit.before, sameSplit.now, ({ digest }) => digest);
  const named = paired(elsewhere.before, elsewhere.now, ({ name, split }) =>
    name === null ? null : `${split} ${name}`,
  );
  const pairsOf = (pairs: readonly Pair[]) =>
    pairs.slice(0, maxDifferences).map(({ from, to }) => ({ from: placeOf(from), to: placeOf(to) }));
  const relabeled = [
    ...sameSplit.pairs,
    ...elsewhere.pairs.filter(({ from, to }) => from.class !== to.class),
  ];
  const counts = {
    unchanged: same.pairs.length,
    added: named.now.length,
    removed: named.before.length,
    changed: named.pairs.length,
    relabeled: relabeled.length,
    moved: elsewhere.pairs.length,
  };
  const reordered = isReordered(same.pairs);
  const { unchanged: _, ...differences } = counts;
  return {
    same: !reordered && Object.values(differences).every((count) => count === 0),
    dataset: now.dataset,
    frozenAt: before.frozenAt,
    counts,
    reordered,
    added: named.now.slice(0, maxDifferences).map(placeOf),
    removed: named.before.slice(0, maxDifferences).map(placeOf),
    changed: pairsOf(named.pairs),
    relabeled: pairsOf(relabeled),
    moved: pairsOf(elsewhere.pairs),
  };
}
