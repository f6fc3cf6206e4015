import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogues, type Language } from '../text/catalogue.ts';
import type { Field } from '../text/describe.ts';
import { languages, setLanguage, text } from '../text/language.ts';
import { activationNames } from './activations.ts';
import { families } from './families.ts';
import { fieldsOf, textsOf } from './form.ts';
import { initializerNames } from './initializers.ts';
import type { LayerKind } from './kind.ts';
import { kinds } from './registry.ts';

const all = Object.values<LayerKind>(kinds);
const sentencesOf = (words: string): string[] => words.split(/(?<=[.?!])\s+(?=\p{Lu})/u);

/** Words that English and Portuguese texts are full of, and the other language does not have. */
const english = /\b(the|of|and|with|which|its|each|that|is|are|by|from|how|what)\b/i;
const portuguese = /\b(uma?|da|das|dos|que|cada|para|com|são)\b|ção|ções/i;
/** English terms stand in parentheses, and in the names of networks and papers. */
const withoutTerms = (words: string): string =>
  words.replace(/\([^)]*\)/g, '').replaceAll('squeeze-and-excitation', '');

const texts: readonly (readonly [Language, string, LayerKind])[] = languages.flatMap((to) =>
  all.map((kind) => [to, kind.kind, kind] as const),
);

afterEach(() => setLanguage('en'));

it('names the same kinds as the registry', () => {
  for (const to of languages)
    expect(Object.keys(catalogues[to].kinds).sort()).toEqual(Object.keys(kinds).sort());
});

describe.each(texts)('in %s, %s', (to, _name, kind) => {
  beforeEach(() => setLanguage(to));

  it('has a lesson of whole sentences, the first of which stands alone', () => {
    const { lesson } = text.kinds[kind.kind];
    const sentences = sentencesOf(lesson);
    expect(sentences.length, lesson).toBeGreaterThanOrEqual(2);
    expect(sentences[0]!.split(' ').length, sentences[0]).toBeGreaterThanOrEqual(4);
    for (const each of sentences) expect(each).toMatch(/^[\p{Lu}\d].*[.?!]$/su);
    expect(lesson).not.toMatch(/\s\s|\s[.,;:]|\.\./);
  });

  it('is written in that language', () => {
    const { lesson, keywords, synonyms = [] } = text.kinds[kind.kind];
    const described = fieldsOf(kind).map(({ description }) => description);
    const foreign = to === 'en' ? portuguese : english;
    const own = to === 'en' ? english : portuguese;
    expect(lesson).toMatch(own);
    for (const words of [lesson, ...described]) expect(withoutTerms(words)).not.toMatch(foreign);
    for (const words of [...keywords, ...synonyms]) expect(words).toBe(words.toLowerCase());
    expect(keywords.length).toBeGreaterThan(0);
  });

  it('has a title and a description of each parameter, in sentences', () => {
    const known = textsOf(kind);
    for (const field of fieldsOf(kind)) {
      expect(known[field.name], field.name).toBeDefined();
      expect(field.title, field.name).toMatch(/^\p{Lu}/u);
      expect(field.description, field.name).toMatch(/^[\p{Lu}\d].*\.$/su);
    }
  });

  it('has a label for each option and each side', () => {
    for (const field of fieldsOf(kind)) {
      const { name } = field;
      if (field.control === 'choice' && !field.kinds)
        expect(Object.keys(textsOf(kind)[name]?.options ?? {}), name).toEqual(
          expect.arrayContaining(field.options.map(({ value }) => value)),
        );
      if (field.control === 'tuple')
        for (const label of field.labels) expect(Object.values(text.sides), name).toContain(label);
    }
  });

  it('describes no parameter that it does not have', () => {
    const own = Object.keys(text.kinds[kind.kind].parameters ?? {});
    expect(Object.keys(kind.parameters.shape)).toEqual(expect.arrayContaining(own));
  });
});

it('translates every lesson and every description', () => {
  const fieldTexts = (field: Field): string[] => [field.description];
  for (const kind of all) {
    const [en, pt] = (['en', 'pt-BR'] as const).map((to) => {
      setLanguage(to);
      return [text.kinds[kind.kind].lesson, ...fieldsOf(kind).flatMap(fieldTexts)];
    });
    for (const [index, words] of en!.entries()) expect(pt![index], words).not.toBe(words);
  }
});

it('has a title for every family, activation and initializer', () => {
  for (const to of languages) {
    setLanguage(to);
    expect(Object.keys(text.families)).toEqual(families);
    expect(Object.keys(text.activations).sort()).toEqual([...activationNames, 'leakyRelu'].sort());
    expect(Object.keys(text.initializers)).toEqual(initializerNames);
  }
});

it('uses every parameter text', () => {
  const used = new Set(all.flatMap(({ parameters }) => Object.keys(parameters.shape)));
  expect(Object.keys(catalogues.en.parameters).filter((name) => !used.has(name))).toEqual([]);
});

it('writes cards in the language', () => {
  const card = (name: keyof typeof kinds, given: object): string => {
    const kind: LayerKind = kinds[name];
    return kind.summary(kind.parameters.parse(given));
  };
  const cards = () => [
    card('conv2d', { filters: 1000, padding: 'same', groups: 2, dilationRate: [2, 2], activation: 'relu' }),
    card('maxPooling2d', {}),
    card('dense', { units: 10, activation: 'sigmoid' }),
    card('lstm', { returnSequences: true }),
    card('randomRotation', {}),
    card('rbfOutput', {}),
  ];
  expect(cards()).toEqual([
    '1,000 @ 3x3, dilation 2, 2 groups, same, ReLU',
    '2x2 / 2 max',
    '10, sigmoid',
    '32, sequences',
    'up to 36 degrees',
    '10 digits, probability',
  ]);
  setLanguage('pt-BR');
  expect(cards()).toEqual([
    '1.000 @ 3x3, dilatação 2, 2 grupos, same, ReLU',
    '2x2 / 2 máximo',
    '10, sigmoide',
    '32, sequências',
    'até 36 graus',
    '10 dígitos, probabilidade',
  ]);
});
