import type { TargetKind } from './target.ts';
import type { Tensor, TF } from './tensorflow.ts';

/** What a network answered on the examples of a split, and what would have been right. */
export interface ClassAnswers {
  readonly classes: number;
  /** The true class of each example. */
  readonly labels: ArrayLike<number>;
  /** The class with the largest output; of a single unit, the side that its value is on. */
  readonly predicted: ArrayLike<number>;
  /**
   * `[examples, classes]`, row by row: what the network put out, of a single unit its score's negative and its score.
   * Empty where the metric does not ask for it.
   */
  readonly outputs: Float32Array;
}

/** How often each class or label was answered: of labels over the examples, of masks over the pixels. */
export interface ClassCounts {
  /** Where it was answered and right. */
  readonly hits: ArrayLike<number>;
  /** Where it would have been right. */
  readonly actual: ArrayLike<number>;
  /** Where it was answered. */
  readonly claimed: ArrayLike<number>;
  /** Whether one that neither occurs nor is answered counts as 0, as scikit-learn has it of labels; else it is left out. */
  readonly countsAbsent: boolean;
}

/** Numbers that a network put out, and those that would have been right: `[examples, count]`, row by row. */
export interface NumberAnswers {
  readonly count: number;
  readonly targets: Float32Array;
  readonly outputs: Float32Array;
}

interface Described {
  readonly kind: string;
  readonly better: 'larger' | 'smaller';
  /** What it can be measured of. */
  readonly targets: readonly TargetKind[];
}

/** Of answers that are classes. */
export interface ClassMetric extends Described {
  readonly of: 'classes';
  /** Whether it needs all outputs, not the predicted class alone. */
  readonly needsOutputs: boolean;
  measure(answers: ClassAnswers): number;
  /** The same of labels and masks. */
  fromCounts?(counts: ClassCounts): number;
}

/** Of masks: by how often each class was answered. */
export interface CountMetric extends Described {
  readonly of: 'counts';
  fromCounts(counts: ClassCounts): number;
}

/** Of numbers, over all examples together. */
export interface NumberMetric extends Described {
  readonly of: 'numbers';
  measure(answers: NumberAnswers): number;
}

/** Of answers that are values, as an autoencoder's: the mean over the examples. */
export interface ValueMetric extends Described {
  readonly of: 'values';
  /** What is made of the mean. */
  finish?(mean: number): number;
  /**
   * @param targets `[batch, ...output]`
   * @param outputs of the same shape
   * @returns `[batch]`
   */
  perExample(tf: TF, targets: Tensor, outputs: Tensor): Tensor;
}

/** A figure that is measured after each epoch, on top of the loss. */
export type MetricKind = ClassMetric | CountMetric | NumberMetric | ValueMetric;
