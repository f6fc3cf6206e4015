import type { Split } from './dataset.ts';

/** Classes that a sentence names; of more it says how many. */
const named = 3;

function countsOf({ labels }: Split, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

const listOf = (names: readonly string[]): string => {
  const shown = names.slice(0, named).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
};

/**
 * What is to be known about classes that a split has no example of, in sentences: nothing measured on the split says
 * anything about them.
 * @param heldOut every how manieth example of each class was held out for testing; null where the data came with a test
 *   split
 */
export function missingClasses(
  classes: readonly string[],
  train: Split,
  test: Split,
  heldOut: number | null,
): string[] {
  const trained = countsOf(train, classes.length);
  const tested = countsOf(test, classes.length);
  const where = (found: (label: number) => boolean): string[] => classes.filter((_, label) => found(label));
  const absent = where((label) => trained[label] === 0 && tested[label] === 0);
  const untrained = where((label) => trained[label] === 0 && tested[label]! > 0);
  const untested = where((label) => tested[label] === 0 && trained[label]! > 0);
  const isOne = (names: readonly string[]): boolean => names.length === 1;
  const sentences: string[] = [];
  if (absent.length > 0) {
    sentences.push(
      `There are no examples of ${listOf(absent)}: the network cannot learn ${isOne(absent) ? 'this class' : 'these classes'}.`,
    );
  }
  if (untrained.length > 0) {
    sentences.push(
      `The training split has no examples of ${listOf(untrained)}, the test split does: they can only be answered wrongly.`,
    );
  }
  if (untested.length > 0 && heldOut !== null) {
    sentences.push(
      `${listOf(untested)} ${isOne(untested) ? 'has' : 'have'} fewer than ${heldOut} examples, so none could be held out for testing: the test accuracy says nothing about ${isOne(untested) ? 'this class' : 'these classes'}. Add examples, or a test split of your own.`,
    );
  } else if (untested.length > 0) {
    sentences.push(
      `The test split has no examples of ${listOf(untested)}: the test accuracy says nothing about ${isOne(untested) ? 'this class' : 'these classes'}. Add some.`,
    );
  }
  return sentences;
}
