import type { Evaluation } from './evaluation.ts';

/** An example of the test split, and what the network put its answer down as. */
export interface CellExample {
  readonly index: number;
  readonly value: number;
}

/** The examples of a class that were predicted as another or the same: those the network is surest of first. */
export function cellExamples(
  { meaning, actual: actuals, predicted: answers, values }: NonNullable<Evaluation['answers']>,
  actual: number,
  predicted: number,
): readonly CellExample[] {
  const found: CellExample[] = [];
  for (let index = 0; index < actuals.length; index++) {
    if (actuals[index] === actual && answers[index] === predicted)
      found.push({ index, value: values[index]! });
  }
  // The nearer, the surer.
  const order = meaning === 'distances' ? 1 : -1;
  return found.sort((one, other) => order * (one.value - other.value));
}
