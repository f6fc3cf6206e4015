import type { Tensor2D, TF } from '../../layers/tensorflow.ts';

/** The nearest neighbors of each point, the nearest first; a point is none of its own. */
export interface Neighbors {
  readonly count: number;
  /** Of each point. */
  readonly each: number;
  /** `[count, each]` */
  readonly indices: Float32Array<ArrayBuffer>;
  /** Euclidean, `[count, each]`. */
  readonly distances: Float32Array<ArrayBuffer>;
}

/** Distances that are computed at a time. */
const portion = 2 ** 23;

/** Exact nearest neighbors, some rows of the matrix of distances at a time. @param x `[count, features]`; stays the caller's */
export async function nearestNeighbors(
  tf: TF,
  x: Tensor2D,
  wanted: number,
  yieldToTraining: () => Promise<void>,
): Promise<Neighbors> {
  const [count, features] = x.shape;
  const each = Math.max(1, Math.min(wanted, count - 1));
  const indices = new Float32Array(count * each);
  const distances = new Float32Array(count * each);
  // One product gives nearness: [2 x, 1] times [y, -|y|²] is |x|² less the squared distance, and |x|² is that of a row.
  const [squares, beside] = tf.tidy(() => {
    const own = tf.sum(tf.square(x), 1, true);
    return [new Float32Array(own.dataSync()), tf.concat([x, tf.neg(own)], 1)] as const;
  }) as readonly [Float32Array, Tensor2D];
  const rows = Math.max(1, Math.floor(portion / count));
  try {
    for (let start = 0; start < count; start += rows) {
      const own = Math.min(rows, count - start);
      tf.tidy(() => {
        const some = tf.slice(x, [start, 0], [own, features]) as Tensor2D;
        const from = tf.concat([tf.mul(some, 2), tf.ones([own, 1])], 1);
        const top = tf.topk(tf.matMul(from, beside, false, true), Math.min(count, each + 1));
        const [places, values] = [top.indices.dataSync(), top.values.dataSync()];
        const width = Math.min(count, each + 1);
        for (let row = 0; row < own; row++) {
          let to = 0;
          for (let at = 0; at < width && to < each; at++) {
            const index = places[row * width + at]!;
            if (index === start + row) continue;
            const place = (start + row) * each + to++;
            indices[place] = index;
            distances[place] = Math.sqrt(Math.max(0, squares[start + row]! - values[row * width + at]!));
          }
        }
      });
      await yieldToTraining();
    }
  } finally {
    beside.dispose();
  }
  return { count, each, indices, distances };
}
