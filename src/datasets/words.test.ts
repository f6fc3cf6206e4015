import { describe, expect, it } from 'vitest';
import { tokensOf, unknownWord } from './words.ts';

describe('tokensOf', () => {
  const words = ['the', 'film', 'was', 'great', 'não', 'coração'];
  const read = (text: string, known: readonly string[]) => [...tokensOf(text, known, 6).values];

  it('gives the numbers that Keras gives', () => {
    // tf.keras.layers.TextVectorization(vocabulary=words, output_sequence_length=6) of Keras 3
    const vocabulary = ['', unknownWord, ...words];
    expect(read('The film was GREAT!', vocabulary)).toEqual([2, 3, 4, 5, 0, 0]);
    expect(read('O filme não tocou o coração.', vocabulary)).toEqual([1, 1, 6, 1, 1, 7]);
    expect(read('the-film, was; great? the film was great again', vocabulary)).toEqual([1, 4, 5, 2, 3, 4]);
    expect(read("film's\n\tgreat", vocabulary)).toEqual([1, 5, 0, 0, 0, 0]);
  });

  it('leaves out what data without a token for other words do not know, and counts what they do', () => {
    expect(read('the old film was great', ['', ...words])).toEqual([1, 2, 3, 4, 0, 0]);
    expect(tokensOf('the old film', ['', unknownWord, ...words], 6).known).toBe(2);
    expect(tokensOf('constructor toString', ['', ...words], 6).known).toBe(0);
  });
});
