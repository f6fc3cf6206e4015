import type { SplitHandle } from '../dataset.ts';
import { isInMemory, numbersOf } from '../pixels.ts';
import { unknownWord } from '../words.ts';

/** The token that stands for every rare word. */
const rare = 1;

/**
 * Texts that were dealt again, as though their words had been learned from these training texts: words that only other
 * texts have become rare words. Texts whose words are all distinguished stay as they are.
 * @param splits the training split first
 */
export function withWordsOfTraining<S extends readonly (SplitHandle | null)[]>(
  splits: S,
  words: readonly string[] | undefined,
): S {
  const [train] = splits;
  if (words?.[rare] !== unknownWord || !train || !isInMemory(train)) return splits;
  const seen = new Set<number>([0, rare]);
  for (const token of numbersOf(train.images, train.dtype)) seen.add(token);
  return splits.map((split) => {
    if (!split || split === train || !isInMemory(split)) return split;
    const tokens = Int32Array.from(numbersOf(split.images, split.dtype), (token) =>
      seen.has(token) ? token : rare,
    );
    return { ...split, images: new Uint8Array(tokens.buffer) };
  }) as unknown as S;
}
