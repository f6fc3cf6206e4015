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

interface Described {
  readonly kind: string;
  readonly better: 'larger' | 'smaller';
}

/** Of answers that are classes. */
export interface ClassMetric extends Described {
  readonly of: 'classes';
  /** Whether it needs all outputs, not the predicted class alone. */
  readonly needsOutputs: boolean;
  measure(answers: ClassAnswers): number;
}

/** Of answers that are values, as an autoencoder's: the mean over the examples. */
export interface ValueMetric extends Described {
  readonly of: 'values';
  /**
   * @param targets `[batch, ...output]`
   * @param outputs of the same shape
   * @returns `[batch]`
   */
  perExample(tf: TF, targets: Tensor, outputs: Tensor): Tensor;
}

/** A figure that is measured after each epoch, on top of the loss. */
export type MetricKind = ClassMetric | ValueMetric;
