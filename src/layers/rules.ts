import * as field from './fields.ts';
import type { Tensor, Tensor2D, TF } from './tensorflow.ts';

/** What large weights cost: `l1 * sum |w| + l2 * sum w^2`, as Keras 3 has it. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/** What norms are taken of, one for each output channel. */
interface NormAxes {
  readonly axes: readonly number[];
  /** Where one output has several entries on the last axis: which output each of them is part of. */
  readonly outputs?: readonly number[];
}

/** What a weight must satisfy. */
export type Constraint =
  | { readonly name: 'nonNegative' }
  | ({ readonly name: 'unitNorm' } & NormAxes)
  | ({ readonly name: 'maxNorm'; readonly max: number } & NormAxes);

/** The penalty of a weight, a scalar to add to the loss. */
export function penaltyOf(tf: TF, { l1, l2 }: Penalty, weight: Tensor): Tensor {
  return tf.add(tf.mul(tf.sum(tf.abs(weight)), l1), tf.mul(tf.sum(tf.square(weight)), l2));
}

/** Keras's guard against a norm of 0. */
const epsilon = 1e-7;

/** Sums of squares along the last axis, each entry's replaced by that of all entries of its output. */
function sumByOutput(tf: TF, { outputs }: NormAxes, squares: Tensor): Tensor {
  if (!outputs) return squares;
  const count = Math.max(...outputs) + 1;
  const members = tf.cast(tf.oneHot(tf.tensor1d([...outputs], 'int32'), count), 'float32') as Tensor2D;
  const sums = tf.matMul(tf.reshape(squares, [1, outputs.length]) as Tensor2D, members);
  return tf.reshape(tf.matMul(sums, members, false, true), squares.shape);
}

/** The weight, moved to where its constraint holds. */
export function constrain(tf: TF, constraint: Constraint, weight: Tensor): Tensor {
  if (constraint.name === 'nonNegative') return tf.relu(weight);
  const norm = tf.sqrt(sumByOutput(tf, constraint, tf.sum(tf.square(weight), [...constraint.axes], true)));
  const wanted = constraint.name === 'unitNorm' ? tf.onesLike(norm) : tf.minimum(norm, constraint.max);
  return tf.mul(weight, tf.div(wanted, tf.add(norm, epsilon)));
}

/** Parameters that are seldom changed: folded away together. */
const folded = { group: 'regularization' } as const;

/** The fields with which a layer restrains its kernels. */
export const ruleFields = () => ({
  kernelL1: field.real(0, { min: 0, max: 1000 }).meta(folded),
  kernelL2: field.real(0, { min: 0, max: 1000 }).meta(folded),
  kernelConstraint: field.choice(['none', 'nonNegative', 'unitNorm', 'maxNorm'], 'none').meta(folded),
  kernelMaxNorm: field.real(2, { min: 1e-6, max: 1e6 }).meta(folded),
});

export interface RuleParams {
  readonly kernelL1: number;
  readonly kernelL2: number;
  readonly kernelConstraint: 'none' | 'nonNegative' | 'unitNorm' | 'maxNorm';
  readonly kernelMaxNorm: number;
}

/** The axes of a weight but those that count its outputs: what a norm is taken along. */
export const axesBut = (rank: number, ...outputs: number[]): number[] =>
  Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !outputs.includes(axis));

const constraints = {
  nonNegative: () => ({ name: 'nonNegative' }),
  unitNorm: (normed) => ({ name: 'unitNorm', ...normed }),
  maxNorm: (normed, max) => ({ name: 'maxNorm', ...normed, max }),
} satisfies Record<string, (normed: NormAxes, max: number) => Constraint>;

/** A weight's penalty and constraint; `axes` are those that norms are taken along, `outputs` as in a constraint. */
export function rulesOf(
  params: RuleParams,
  axes: readonly number[],
  outputs?: readonly number[],
): { readonly penalty?: Penalty; readonly constraint?: Constraint } {
  const { kernelL1: l1, kernelL2: l2, kernelConstraint: name } = params;
  return {
    ...(l1 > 0 || l2 > 0 ? { penalty: { l1, l2 } } : {}),
    ...(name === 'none'
      ? {}
      : { constraint: constraints[name]({ axes, ...(outputs && { outputs }) }, params.kernelMaxNorm) }),
  };
}
