import type { ClassAnswers } from '../metric.ts';

interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/**
 * The plain mean over the classes that occur among the labels or the predictions, as scikit-learn's
 * `average="macro"` with `zero_division=0`.
 */
export function macro(
  { classes, labels, predicted }: ClassAnswers,
  of: (figures: ClassFigures) => number,
): number {
  const hits = new Float64Array(classes);
  const actual = new Float64Array(classes);
  const claimed = new Float64Array(classes);
  for (let at = 0; at < predicted.length; at++) {
    actual[labels[at]!]!++;
    claimed[predicted[at]!]!++;
    if (labels[at] === predicted[at]) hits[labels[at]!]!++;
  }
  let sum = 0;
  let present = 0;
  for (let own = 0; own < classes; own++) {
    if (actual[own] === 0 && claimed[own] === 0) continue;
    const precision = ratio(hits[own]!, claimed[own]!);
    const recall = ratio(hits[own]!, actual[own]!);
    sum += of({ precision, recall, f1: ratio(2 * precision * recall, precision + recall) });
    present++;
  }
  return ratio(sum, present);
}
