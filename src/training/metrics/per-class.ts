import type { ClassAnswers, ClassCounts } from '../metric.ts';

export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly iou: number;
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** How often each class was answered, right or wrong. */
export function countsOf({ classes, labels, predicted }: ClassAnswers): ClassCounts {
  const hits = new Float64Array(classes);
  const actual = new Float64Array(classes);
  const claimed = new Float64Array(classes);
  for (let at = 0; at < predicted.length; at++) {
    actual[labels[at]!]!++;
    claimed[predicted[at]!]!++;
    if (labels[at] === predicted[at]) hits[labels[at]!]!++;
  }
  return { hits, actual, claimed, countsAbsent: false };
}

/** Figures of one class or label; 0 where it was never predicted or seen. */
export function figuresOf({ hits, actual, claimed }: ClassCounts, own: number): ClassFigures {
  const precision = ratio(hits[own]!, claimed[own]!);
  const recall = ratio(hits[own]!, actual[own]!);
  return {
    precision,
    recall,
    f1: ratio(2 * precision * recall, precision + recall),
    iou: ratio(hits[own]!, actual[own]! + claimed[own]! - hits[own]!),
  };
}

/**
 * The plain mean over the classes, as scikit-learn's `average="macro"` with `zero_division=0`: of classes and masks
 * over those that occur among the labels or the predictions.
 */
export function macro(counts: ClassCounts, of: (figures: ClassFigures) => number): number {
  const { actual, claimed, countsAbsent } = counts;
  let sum = 0;
  let present = 0;
  for (let own = 0; own < actual.length; own++) {
    if (!countsAbsent && actual[own] === 0 && claimed[own] === 0) continue;
    sum += of(figuresOf(counts, own));
    present++;
  }
  return ratio(sum, present);
}
