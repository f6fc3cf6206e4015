import type { z } from 'zod';
import type { TargetKind } from './target.ts';
import type { Tensor, TF } from './tensorflow.ts';

/** A loss: the mean over the batch of one number an example, following Keras 3. */
export interface LossKind<P extends Record<string, unknown> = Record<string, unknown>> {
  readonly kind: string;
  readonly parameters: z.ZodType<P>;
  /** `logits`: wants scores before a final softmax (or sigmoid); `outputs`: what the network puts out. */
  readonly takes: 'logits' | 'outputs';
  /** Of a loss on logits: the function that makes of them the probabilities it trains. */
  readonly link?: 'softmax' | 'sigmoid';
  /** Takes the scores before a last function only where that is its `link`: Keras's focal loss is one. */
  readonly ownScoresOnly?: true;
  /** What it can be trained on. */
  readonly targets: readonly TargetKind[];
  /** Sets the outputs of the classes against each other: means nothing for a single unit. */
  readonly comparesUnits?: true;
  /** The targets 0 and 1 count as -1 and 1. */
  readonly signed?: true;
  /**
   * @param targets one-hot labels `[batch, classes]` (of masks `[batch, height, width, classes]`), labels of a single
   * unit `[batch, 1]`, or values of the output's shape
   * @param predictions `[batch, ...output]`
   * @returns the loss of each example, `[batch]`
   */
  perExample(tf: TF, params: P, targets: Tensor, predictions: Tensor): Tensor;
}

export function defineLoss<K extends string, P extends Record<string, unknown>>(
  kind: LossKind<P> & { readonly kind: K },
): LossKind<P> & { readonly kind: K } {
  return kind;
}
