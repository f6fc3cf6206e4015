import type { RunSummary } from '../../../src/protocol/data.ts';

/** The accuracy that says most of a run, and on which images it was measured. */
export interface Accuracy {
  readonly of: 'test' | 'validation' | 'training';
  readonly share: number;
}

/** On the test images where they were tried, else on those held out, else on those learned from. */
export function accuracyOf({ test, epochs }: Pick<RunSummary, 'test' | 'epochs'>): Accuracy | null {
  if (test) return { of: 'test', share: test.accuracy };
  const last = epochs.at(-1);
  if (!last) return null;
  return last.valAccuracy === null
    ? { of: 'training', share: last.accuracy }
    : { of: 'validation', share: last.valAccuracy };
}

/** One kind of mistake and how often it happened. */
export interface Mistake {
  readonly actual: number;
  readonly predicted: number;
  readonly count: number;
}

/** The most frequent mistakes, worst first. @param confusion `confusion[actual][predicted]` */
export function worstMistakes(confusion: readonly (readonly number[])[], most = 5): readonly Mistake[] {
  return confusion
    .flatMap((row, actual) => row.map((count, predicted) => ({ actual, predicted, count })))
    .filter(({ actual, predicted, count }) => actual !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}
