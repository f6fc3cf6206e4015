import type { Tensor2D, TF } from '../../layers/tensorflow.ts';
import { nearestNeighbors } from './neighbors.ts';

/** How many are looked up, as far as there are so many: one less than the powers of two. */
export const lookedUp = (count: number): readonly number[] =>
  Array.from({ length: 10 }, (_, at) => 2 ** (at + 1) - 1).filter((each) => each < count);

/**
 * Of what is most similar to each example by the cosine between codes, the share that has its class: the mean over all
 * examples, each a query (Hinton and Salakhutdinov 2006, figure 4A).
 * @param codes `[count, width]`; stays the caller's
 * @param labels class of each
 * @param counts how many are looked up, ascending, each less than `count`
 * @returns the share for each of `counts`
 */
export async function retrievalPrecision(
  tf: TF,
  codes: Tensor2D,
  labels: readonly number[],
  counts: readonly number[],
  yieldToTraining: () => Promise<void>,
): Promise<readonly number[]> {
  // Of unit vectors the nearest have the largest cosine.
  const units = tf.tidy(() =>
    tf.div(codes, tf.maximum(tf.norm(codes, 'euclidean', 1, true), 1e-12)),
  ) as Tensor2D;
  try {
    const most = counts.at(-1) ?? 0;
    const { indices, each } = await nearestNeighbors(tf, units, most, yieldToTraining);
    const alike = new Float64Array(each);
    labels.forEach((label, query) => {
      for (let place = 0; place < each; place++)
        if (labels[indices[query * each + place]!] === label) alike[place]!++;
    });
    let [sum, next] = [0, 0];
    return counts.map((count) => {
      for (; next < count; next++) sum += alike[next]!;
      return sum / (count * labels.length);
    });
  } finally {
    units.dispose();
  }
}
