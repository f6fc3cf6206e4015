import type { Tensor, TF } from '../../layers/tensorflow.ts';

/** Euclidean norms over a weight. */
export interface UpdateNorms {
  /** Of what differs between the two ways of taking the step. */
  readonly apart: number;
  /** Of the step itself. */
  readonly moved: number;
  /** Of the weight before it. */
  readonly size: number;
}

/** Measured by TensorFlow: the weights of a large network on this side would take gigabytes. */
export function updateNorms(tf: TF, before: Tensor, one: Tensor, other: Tensor): UpdateNorms {
  const norm = (squares: () => Tensor): number => Math.sqrt(tf.tidy(() => tf.sum(squares()).dataSync()[0]!));
  return {
    apart: norm(() => tf.squaredDifference(one, other)),
    moved: norm(() => tf.squaredDifference(one, before)),
    size: norm(() => tf.square(before)),
  };
}

/**
 * Whether two ways of taking a step did the same to a weight. Compared by the size of what differs against the
 * size of the step: single elements may differ more, for an adaptive optimizer turns a gradient near zero into a
 * full step of either sign.
 */
export const sameUpdate = ({ apart, moved, size }: UpdateNorms): boolean =>
  apart <= 0.02 * moved + 1e-6 * size + 1e-7;

export function sameNumber(one: number, other: number): boolean {
  if (!Number.isFinite(one) || !Number.isFinite(other))
    return Number.isFinite(one) === Number.isFinite(other);
  return Math.abs(one - other) <= 1e-3 * Math.max(1, Math.abs(one));
}

/**
 * Whether two ways of computing gave the same. What is not finite proves nothing; of whole numbers (which output is
 * the largest) a few may differ where two come close.
 */
export function sameResult(tf: TF, one: Tensor, other: Tensor): 'same' | 'different' | 'unclear' {
  if (one.dtype !== other.dtype || one.shape.join() !== other.shape.join()) return 'different';
  const [apart, size] = tf.tidy(() => {
    if (one.dtype !== 'float32') {
      return [tf.sum(tf.cast(tf.notEqual(one, other), 'float32')), tf.scalar(one.size)];
    }
    return [tf.sum(tf.squaredDifference(one, other)), tf.sum(tf.square(one))];
  }) as [Tensor, Tensor];
  const [difference, whole] = [apart, size].map((tensor) => tensor.dataSync()[0]!) as [number, number];
  apart.dispose();
  size.dispose();
  if (one.dtype !== 'float32') return difference <= Math.max(1, 0.01 * whole) ? 'same' : 'different';
  if (!Number.isFinite(whole)) return 'unclear';
  return Math.sqrt(difference) <= 1e-3 * Math.sqrt(whole) + 1e-6 ? 'same' : 'different';
}
