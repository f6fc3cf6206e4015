import type { Tensor2D, TF } from '../../layers/tensorflow.ts';
import { type LeadingDirections, leadingDirections } from './leading-directions.ts';

/** `projected` is of the centered rows. */
export interface PrincipalComponents extends Omit<LeadingDirections, 'values'> {
  /** Share of the variance that each component has, the largest first. */
  readonly shares: readonly number[];
  /** `[features]` */
  readonly mean: Float32Array;
}

/**
 * Principal components: the leading directions of the centered rows; as scikit-learn's `PCA`, up to the signs.
 * @param x `[count, features]`; stays the caller's
 */
export async function principalComponents(
  tf: TF,
  x: Tensor2D,
  wanted: number,
  yieldToTraining: () => Promise<void>,
): Promise<PrincipalComponents> {
  const centered = tf.tidy(() => tf.sub(x, tf.mean(x, 0, true))) as Tensor2D;
  try {
    const total = tf.tidy(() => tf.sum(tf.square(centered)).dataSync()[0]!);
    const { values, ...found } = await leadingDirections(tf, centered, wanted, yieldToTraining);
    const mean = tf.tidy(() => new Float32Array(tf.mean(x, 0).dataSync()));
    return { ...found, mean, shares: values.map((value) => (total > 0 ? Math.max(0, value) / total : 0)) };
  } finally {
    centered.dispose();
  }
}
