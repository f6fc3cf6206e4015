import { createGenerator, type Generator } from '../../engine/random/generator.ts';
import { toySentiment as info } from '../published/toy-sentiment.ts';
import { bytesOf, type GeneratedDataset } from './generated.ts';

const length = 64;

const list = (words: string): readonly string[] => words.split(' ');

const openings = list('the this that my our');
const things = list(
  'film book meal hotel song game phone room story play show trip course lecture dish concert camera novel',
);
const adverbs = list('very really quite truly rather so');
const fillers = list(
  'yesterday with friends and we saw it twice in town after work while waiting for the train at home again',
);
const feelings = {
  positive: list('good great superb lovely moving charming brilliant delightful tasty clever funny warm'),
  negative: list('bad awful dull boring weak cold clumsy tedious bland noisy silly dreadful'),
} as const;

/** All words, numbered from 1 as they stand; 0 fills the rest of a sentence. */
export const vocabulary: readonly string[] = [
  ...new Set([
    ...['was', 'is', 'not', 'never', 'but'],
    ...[openings, things, adverbs, fillers, feelings.positive, feelings.negative].flat(),
  ]),
];
const numbers = new Map(vocabulary.map((word, at) => [word, at + 1]));

function sentence(draw: Generator, isPositive: boolean): string[] {
  const one = (words: readonly string[]): string => words[draw.below(words.length)]!;
  const some = (words: readonly string[], most: number): string[] =>
    Array.from({ length: draw.below(most + 1) }, () => one(words));
  /** One feeling in two is expressed by denying its opposite: words alone do not decide. */
  const feeling = (wanted: boolean): string[] => {
    const isDenied = draw.below(2) === 0;
    const word = one(wanted === isDenied ? feelings.negative : feelings.positive);
    return isDenied ? [one(['not', 'never']), word] : [...some(adverbs, 1), word];
  };
  const phrase = (wanted: boolean): string[] => [
    one(openings),
    one(things),
    one(['was', 'is']),
    ...feeling(wanted),
  ];
  return [
    ...some(fillers, 6),
    ...phrase(isPositive),
    ...some(fillers, 6),
    ...(draw.below(2) === 0 ? phrase(isPositive) : []),
    ...some(fillers, 4),
  ];
}

export const toySentiment: GeneratedDataset = {
  info,
  words: ['', ...vocabulary],
  generate(part, count) {
    const draw = createGenerator(2014, `toy-sentiment/${part}`);
    const labels = Uint8Array.from({ length: count }, () => draw.below(2));
    const tokens = new Int32Array(count * length);
    labels.forEach((label, at) => {
      tokens.set(
        sentence(draw, label === 1).map((word) => numbers.get(word)!),
        at * length,
      );
    });
    return { count, shape: [length], dtype: 'int32', images: bytesOf(tokens), labels };
  },
};
