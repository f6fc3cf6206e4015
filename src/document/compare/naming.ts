import { message, type Text } from '../../text/message.ts';
import type { Trait } from './traits.ts';

/** Something that has a name, and a document that may differ from others'. */
export interface Named {
  readonly name: string;
  readonly traits: readonly Trait[];
}

/** So many differences are all named; of more those that are enough to distinguish each from each. */
const fewPaths = 3;

type Column = readonly (Trait | undefined)[];

const keyOf = (trait: Trait | undefined): string => trait?.key ?? '\0';

/** Those that differ within a group, each with its values in the order of the group. */
function differing(group: readonly Named[]): readonly Column[] {
  const [first, ...others] = group.map(({ traits }) => new Map(traits.map((trait) => [trait.path, trait])));
  if (!first) return [];
  const paths = new Set([first, ...others].flatMap((traits) => [...traits.keys()]));
  return [...paths].flatMap((path) => {
    const values = [first, ...others].map((traits) => traits.get(path));
    const key = keyOf(values[0]);
    return values.every((value) => keyOf(value) === key) ? [] : [values];
  });
}

/** Of many differences, in their order, those that part some that were alike until then. */
function distinguishing(columns: readonly Column[], size: number): readonly Column[] {
  let classes = new Array<string>(size).fill('');
  let count = 1;
  return columns.filter((column) => {
    const parted = classes.map((own, at) => `${own}\0${keyOf(column[at])}`);
    const now = new Map([...new Set(parted)].map((own, at) => [own, String(at)]));
    if (now.size === count) return false;
    classes = parted.map((own) => now.get(own)!);
    count = now.size;
    return true;
  });
}

/** The value of more than half of them, which goes without saying where much differs; undefined where there is none. */
function usualOf(column: Column): string | undefined {
  const counts = new Map<string, number>();
  for (const trait of column) counts.set(keyOf(trait), (counts.get(keyOf(trait)) ?? 0) + 1);
  return [...counts].find(([, count]) => count > column.length / 2)?.[0];
}

/** What cannot be written is called one sort or another: wires, the inside of a block. */
function variantName(path: string, sort: number): Text {
  const block = /^inside (.*)$/s.exec(path)?.[1];
  return block === undefined
    ? message('compare.wiring', { sort })
    : message('compare.inside', { block, sort });
}

/** Each value; wires only as one sort or another. */
function wordsOf(column: Column): readonly (Text | null)[] {
  const sorts = [...new Set(column.map(keyOf))];
  return column.map((trait) => {
    if (!trait) return null;
    const { path, text } = trait;
    return text ?? variantName(path, sorts.indexOf(trait.key) + 1);
  });
}

function labelsOf(group: readonly Named[]): readonly Text[] {
  if (group.length < 2) return group.map(() => '');
  const all = differing(group);
  const many = all.length > fewPaths;
  const columns = many ? distinguishing(all, group.length) : all;
  const words = columns.map((column) => {
    const usual = many ? usualOf(column) : undefined;
    return wordsOf(column).map((word, at) => (keyOf(column[at]) === usual ? null : word));
  });
  return group.map((_, at) => {
    const items = words.flatMap((column) => column[at] ?? []);
    return items.length === 0 ? '' : message('compare.list', { items });
  });
}

/**
 * What distinguishes runs of one name, for each of them: `lr 0.01, batch 64`. Empty where its name is enough, or it is
 * the usual one among many. Two are alike only if their documents are.
 */
export function differencesOf(all: readonly Named[]): readonly Text[] {
  const groups = new Map<string, number[]>();
  for (const [at, { name }] of all.entries()) groups.set(name, [...(groups.get(name) ?? []), at]);
  const labels = new Array<Text>(all.length).fill('');
  for (const members of groups.values()) {
    const own = labelsOf(members.map((at) => all[at]!));
    for (const [place, at] of members.entries()) labels[at] = own[place]!;
  }
  return labels;
}
