import { families } from '../../../src/layers/families.ts';
import type { LayerKind } from '../../../src/layers/kind.ts';

/** Letters and digits alone: "Max Pooling 2D" is "maxpooling2d". */
const compact = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '');

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** A word without its ending, so that "upsample" meets "upsampling"; short words stay as they are. */
const stem = (word: string): string => {
  const short = word.replace(/(?:ing|ed|es|e|s)$/, '');
  return short.length >= 4 ? short : word;
};

/** How well a typed phrase is met; the first rule that holds counts. */
const rules: readonly (readonly [score: number, (kind: LayerKind, typed: string) => boolean])[] = [
  [100, ({ title, kind }, typed) => compact(title) === typed || kind.toLowerCase() === typed],
  [90, ({ synonyms = [] }, typed) => synonyms.some((synonym) => compact(synonym) === typed)],
  [80, ({ title }, typed) => compact(title).startsWith(typed)],
  [70, ({ synonyms = [] }, typed) => synonyms.some((synonym) => compact(synonym).startsWith(typed))],
  [60, ({ title }, typed) => compact(title).includes(typed)],
  [
    50,
    ({ synonyms = [] }, typed) =>
      synonyms.some((each) => wordsOf(each).some((word) => word.startsWith(typed))),
  ],
  [40, ({ keywords }, typed) => keywords.some((keyword) => compact(keyword) === typed)],
  [
    30,
    ({ keywords }, typed) => keywords.some((each) => wordsOf(each).some((word) => word.startsWith(typed))),
  ],
  [
    20,
    ({ family }, typed) =>
      families.some(({ id, title }) => id === family && compact(title).startsWith(typed)),
  ],
];

function phraseScore(kind: LayerKind, phrase: string): number {
  const whole = rules.find(([, holds]) => holds(kind, phrase))?.[0] ?? 0;
  const root = stem(phrase);
  if (whole > 0 || root === phrase) return whole;
  return (rules.find(([, holds]) => holds(kind, root))?.[0] ?? 1) - 1;
}

/** The phrase as a whole, or every word of it. */
function scoreOf(kind: LayerKind, query: string): number {
  const whole = phraseScore(kind, compact(query));
  const each = wordsOf(query).map((word) => phraseScore(kind, word));
  const words = each.includes(0) ? 0 : each.reduce((sum, score) => sum + score, 0) / each.length;
  const best = Math.max(whole, words);
  if (best === 0) return 0;
  // Among equals the layers that most networks are made of come first, those of one or three dimensions last.
  return best + (kind.common ? 5 : 0) - (kind.variantOf === undefined ? 0 : 5);
}

const stableBy = (kinds: readonly LayerKind[], score: (kind: LayerKind) => number): readonly LayerKind[] =>
  kinds
    .map((kind, index) => ({ kind, score: score(kind), index }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ kind }) => kind);

/**
 * The kinds that a person means by what they typed, best first: by title, by what others call it, by what it has to do
 * with. An empty query gives all, common ones first.
 */
export function searchKinds(kinds: readonly LayerKind[], query: string): readonly LayerKind[] {
  if (compact(query) === '') return stableBy(kinds, ({ common }) => (common ? 2 : 1));
  return stableBy(kinds, (kind) => scoreOf(kind, query));
}
