/*
 * The words of texts that a network reads as numbers. Token 0 fills what is left of a sequence, and where `words[1]` is
 * `unknownWord` it stands for every other word, as in Keras's `TextVectorization`.
 */

/** What data call the token of words that they do not distinguish. */
export const unknownWord = '[UNK]';

/**
 * Words of a text as Keras's `TextVectorization` makes them: lower case, without punctuation, divided at white space.
 */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[!"#$%&()*+,\-./:;<=>?@[\\\]^_`{|}~']/g, '')
    .split(/\s+/)
    .filter((word) => word !== '');

/** Whether a file of this name is a text. */
export const isTextName = (name: string): boolean => /\.(txt|text)$/i.test(name);

/** Bytes of a text, at most: a long book. */
export const maxTextBytes = 1 << 24;

/** A text as a network takes it, and how many of its words the data know. */
export interface Tokens {
  /** `[length]`, filled up with zeros. */
  readonly values: Float32Array<ArrayBuffer>;
  readonly known: number;
}

/**
 * The tokens of a text, cut at `length`. A word that the data do not know is left out where they have no token for it.
 * @param words the data's words, each at the number that stands for it
 */
export function tokensOf(text: string, words: readonly string[], length: number): Tokens {
  const numbers = new Map(words.map((word, number) => [word, number]));
  const other = words[1] === unknownWord ? 1 : null;
  const found = wordsOf(text).map((word) => numbers.get(word) ?? other);
  const taken = found.filter((number) => number !== null).slice(0, length);
  const values = new Float32Array(length);
  values.set(taken);
  return { values, known: taken.filter((number) => number !== other).length };
}
