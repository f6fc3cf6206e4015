import { isAnswered } from '../../training/target.ts';
import type { StepPlan } from './step.ts';
import type { WeightTensors, WeightValues } from './weights.ts';

/** A batch on this side. */
export interface Batch {
  readonly count: number;
  /** float32 `[count, ...input]`, at least as long. */
  readonly x: Float32Array;
  /** `[count]` classes, at least as long; of other targets as `targetLayout` says. */
  readonly labels: Int32Array | Float32Array;
}

export interface StepMetrics {
  readonly loss: number;
  /** Null where the network puts out numbers or returns its input: there is no right answer to count. */
  readonly accuracy: number | null;
  /** The L2 norm of each trained weight's gradient before clipping, in the order of `trainedWeights`. */
  readonly gradientNorms: readonly number[];
}

/** A step's figures as read back: loss, accuracy, the norms. */
export function readMetrics({ target }: Pick<StepPlan, 'target'>, values: ArrayLike<number>): StepMetrics {
  const [loss, accuracy, ...gradientNorms] = Array.from(values);
  return { loss: loss!, accuracy: isAnswered(target) ? accuracy! : null, gradientNorms };
}

/** Holds weights and optimizer state, and moves them step by step. */
export interface Stepper {
  readonly mode: 'compiled' | 'eager';
  /** Steps taken. */
  readonly steps: number;
  /** One step. Where the loss is not finite nothing changes: weights, state and count stay as they were. */
  run(batch: Batch, learningRate: number): StepMetrics;
  /** Lends the weights until `use` returns; it must neither keep nor dispose of them. */
  borrow<T>(use: (weights: WeightTensors) => T): T;
  readSlots(): WeightValues;
  dispose(): void;
}

/** Where a stepper starts: values by `LAYER/WEIGHT` and `LAYER/WEIGHT/SLOT`. Empty slots start afresh. */
export interface StepperStart {
  readonly weights: WeightValues;
  readonly slots: WeightValues;
  readonly steps: number;
}
