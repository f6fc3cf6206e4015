import type { z } from 'zod';
import type { Tensor, TF } from './tensorflow.ts';

export interface OptimizerUpdate {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  readonly slots: Readonly<Record<string, Tensor>>;
  /** Scalar; schedules change it from step to step. */
  readonly learningRate: Tensor;
  /** Scalar float, 1 in the first step. */
  readonly step: Tensor;
}

/** An optimizer: its parameters, its state, and one update of one weight, following Keras 3. */
export interface OptimizerKind<P extends Record<string, unknown> = Record<string, unknown>> {
  readonly kind: string;
  /** Always has `learningRate`; with Keras's defaults. Their texts are in `text/members/training-parameters.ts`. */
  readonly parameters: z.ZodType<P>;
  /** State kept for each weight, of the weight's shape, with its initial value. */
  slots(params: P): readonly { readonly name: string; readonly initial: number }[];
  /** New weight and slots; tensor ops alone, reads no tensor's data. */
  update(
    tf: TF,
    params: P,
    call: OptimizerUpdate,
  ): { readonly weight: Tensor; readonly slots: Readonly<Record<string, Tensor>> };
}

export function defineOptimizer<K extends string, P extends Record<string, unknown>>(
  kind: OptimizerKind<P> & { readonly kind: K },
): OptimizerKind<P> & { readonly kind: K } {
  return kind;
}
