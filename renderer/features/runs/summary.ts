import type { RunSummary, Scores } from '../../../src/protocol/data.ts';
import { runTitle } from '../../ui/runTitle.ts';

/** The scores that say most of a run, and on which images they were measured. */
export interface Score extends Scores {
  readonly of: 'test' | 'validation' | 'training';
}

/** On the test images where they were tried, else on those held out, else on those learned from. */
export function scoreOf({ test, epochs }: Pick<RunSummary, 'test' | 'epochs'>): Score | null {
  if (test) return { of: 'test', loss: test.loss, accuracy: test.accuracy };
  const last = epochs.at(-1);
  if (!last) return null;
  return last.valLoss === null
    ? { of: 'training', loss: last.loss, accuracy: last.accuracy }
    : { of: 'validation', loss: last.valLoss, accuracy: last.valAccuracy };
}

/** An id is found by its day or its last part: its time holds many short numbers that nobody sees in the list. */
const namesId = (id: string, word: string): boolean =>
  word.length >= 4 && (id.startsWith(word) || id.endsWith(`-${word}`));

/** Whether every word searched for is in what the list or the run says of it, or names its id; case does not matter. */
export function matches(summary: RunSummary, query: string): boolean {
  const { run, tags, dataset, notes } = summary;
  const text = [runTitle(summary), ...tags, dataset, notes].join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word) || namesId(run.toLowerCase(), word));
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
