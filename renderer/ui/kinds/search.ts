import type { LayerKind } from '../../../src/layers/kind.ts';
import { catalogues } from '../../../src/text/catalogue.ts';
import { language, text } from '../../../src/text/language.ts';

/** In lower case, without accents: "Convolução" is "convolucao". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Letters and digits alone: "Max Pooling 2D" is "maxpooling2d". */
const compact = (text: string): string => plain(text).replace(/[^a-z0-9]+/g, '');

const wordsOf = (text: string): string[] =>
  plain(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/** A word without its ending, so that "upsample" meets "upsampling"; short words stay as they are. */
const stem = (word: string): string => {
  const short = word.replace(/(?:ing|ed|es|e|s)$/, '');
  return short.length >= 4 ? short : word;
};

/** What a kind is called, and what it has to do with: in the current language, and in English as the field's own. */
interface Terms {
  readonly kind: string;
  readonly title: string;
  readonly family: string;
  readonly synonyms: readonly string[];
  readonly keywords: readonly string[];
}

function termsOf({ kind, title, family }: LayerKind): Terms {
  const texts = [catalogues[language()].kinds[kind], catalogues.en.kinds[kind]];
  return {
    kind: kind.toLowerCase(),
    title: compact(title),
    family: compact(text.families[family]),
    synonyms: texts.flatMap(({ synonyms = [] }) => synonyms),
    keywords: texts.flatMap(({ keywords }) => keywords),
  };
}

/** How well a typed phrase is met; the first rule that holds counts. */
const rules: readonly (readonly [score: number, (terms: Terms, typed: string) => boolean])[] = [
  [100, ({ title, kind }, typed) => title === typed || kind === typed],
  [90, ({ synonyms }, typed) => synonyms.some((synonym) => compact(synonym) === typed)],
  [80, ({ title }, typed) => title.startsWith(typed)],
  [70, ({ synonyms }, typed) => synonyms.some((synonym) => compact(synonym).startsWith(typed))],
  [60, ({ title }, typed) => title.includes(typed)],
  [
    50,
    ({ synonyms }, typed) => synonyms.some((each) => wordsOf(each).some((word) => word.startsWith(typed))),
  ],
  [40, ({ keywords }, typed) => keywords.some((keyword) => compact(keyword) === typed)],
  [
    30,
    ({ keywords }, typed) => keywords.some((each) => wordsOf(each).some((word) => word.startsWith(typed))),
  ],
  [20, ({ family }, typed) => family.startsWith(typed)],
];

function phraseScore(terms: Terms, phrase: string): number {
  const whole = rules.find(([, holds]) => holds(terms, phrase))?.[0] ?? 0;
  const root = stem(phrase);
  if (whole > 0 || root === phrase) return whole;
  return (rules.find(([, holds]) => holds(terms, root))?.[0] ?? 1) - 1;
}

/** The phrase as a whole, or every word of it. */
function scoreOf(kind: LayerKind, query: string): number {
  const terms = termsOf(kind);
  const whole = phraseScore(terms, compact(query));
  const each = wordsOf(query).map((word) => phraseScore(terms, word));
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
