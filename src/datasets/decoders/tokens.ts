import { EngineError } from '../../protocol/client.ts';
import { message, type Text } from '../../text/message.ts';
import type { Split } from '../dataset.ts';
import type { DecoderOptions } from '../reference.ts';
import { unknownWord, wordsOf } from '../words.ts';

/** Options of all formats that hold text. */
export const tokenOptions = ['length', 'words'] as const;

interface TokenOptions {
  /** Tokens of an example; null for as many as the longest has, up to `usualLength`. */
  readonly length: number | null;
  /** Words that are distinguished; rarer ones are all alike. */
  readonly words: number;
}

const usualLength = 256;
const usualWords = 20_000;

/** @throws EngineError `invalid` */
export function readTokenOptions({ length, words }: DecoderOptions): TokenOptions {
  const whole = (option: 'length' | 'words', value: string | undefined, most: number): number | null => {
    if (value === undefined) return null;
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new EngineError('invalid', message('imports.bad-option', { option, value }));
  };
  return { length: whole('length', length, 10_000), words: whole('words', words, 1_000_000) ?? usualWords };
}

/** Numbers of the first tokens: 0 fills what is left of a sequence, 1 stands for every rare word. */
const reserved = 2;

/** The most common words, numbered from 2; of equally common ones the last in the alphabet first, as Keras has it. */
function vocabularyOf(texts: readonly (readonly string[])[], most: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? 1 : -1));
  return new Map(byCount.slice(0, Math.max(0, most - reserved)).map(([word], at) => [word, at + reserved]));
}

/** Sequences of tokens of equal length, `[count, length]` as int32, and what a person should know of them. */
export interface Tokens {
  readonly part: Pick<Split, 'count' | 'shape' | 'dtype' | 'images'>[];
  readonly changes: Text[];
  /** Each at the number that stands for it. */
  readonly words: readonly string[];
}

/**
 * Texts of several parts as sequences of tokens. Words are learned from some of them alone, the training split: others
 * are rare words where only texts of another split have them.
 * @param parts texts of each part
 * @param learned whether words are learned from the text at that place of that part
 */
export function tokenize(
  parts: readonly (readonly string[])[],
  { length, words }: TokenOptions,
  learned: (part: number, at: number) => boolean,
): Tokens {
  const divided = parts.map((texts) => texts.map(wordsOf));
  const known = divided.flatMap((texts, part) => texts.filter((_, at) => learned(part, at)));
  const vocabulary = vocabularyOf(known, words);
  const longest = divided.flat().reduce((most, each) => Math.max(most, each.length), 1);
  const size = length ?? Math.min(usualLength, longest);
  const cut = divided.flat().filter((each) => each.length > size).length;
  const part = divided.map((texts) => {
    const tokens = new Int32Array(texts.length * size);
    for (const [at, each] of texts.entries())
      tokens.set(
        each.slice(0, size).map((word) => vocabulary.get(word) ?? 1),
        at * size,
      );
    return {
      count: texts.length,
      shape: [size],
      dtype: 'int32' as const,
      images: new Uint8Array(tokens.buffer),
    };
  });
  return {
    part,
    words: ['', unknownWord, ...vocabulary.keys()],
    changes: [message('imports.tokenized', { words: vocabulary.size + reserved, length: size, cut })],
  };
}
