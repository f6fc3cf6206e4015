import type { Tensor, Tensor2D, TF } from '../../layers/tensorflow.ts';
import { createRandom } from '../random.ts';
import { symmetricEigen } from './eigen.ts';

export interface PrincipalComponents {
  /** `[count, components]`, centered. */
  readonly projected: Float32Array<ArrayBuffer>;
  readonly components: number;
  /** Share of the variance that each component has, the largest first. */
  readonly shares: readonly number[];
  /** Each component's direction, `[features]`, of length 1. */
  readonly directions: readonly Float64Array[];
  /** `[features]` */
  readonly mean: Float32Array;
}

/** Columns that are iterated beside those that are wanted: they make the others converge. */
const spare = 10;
const mostRounds = 60;
const tolerance = 1e-7;

/** Columns made orthonormal in place (Gram and Schmidt, twice). @param columns each of the same length */
function orthonormalize(columns: readonly Float64Array[]): void {
  columns.forEach((column, at) => {
    for (let round = 0; round < 2; round++) {
      for (const other of columns.slice(0, at)) {
        let along = 0;
        for (let i = 0; i < column.length; i++) along += column[i]! * other[i]!;
        for (let i = 0; i < column.length; i++) column[i]! -= along * other[i]!;
      }
    }
    let norm = 0;
    for (const value of column) norm += value * value;
    norm = Math.sqrt(norm);
    for (let i = 0; i < column.length; i++) column[i] = norm > 1e-12 ? column[i]! / norm : 0;
  });
}

/** `[rows, columns]` from columns, and back. */
const flatten = (columns: readonly Float64Array[]): Float32Array => {
  const width = columns.length;
  return Float32Array.from(
    { length: width * columns[0]!.length },
    (_, at) => columns[at % width]![Math.floor(at / width)]!,
  );
};
const columnsOf = (values: ArrayLike<number>, width: number): Float64Array[] =>
  Array.from({ length: width }, (_, column) =>
    Float64Array.from({ length: values.length / width }, (__, row) => values[row * width + column]!),
  );

/**
 * Principal components by orthogonal iteration on the covariance, which is never written down (Halko, Martinsson, Tropp
 * 2011); as scikit-learn's `PCA`, up to the signs: here each component's largest weight is positive.
 * @param x `[count, features]`; stays the caller's
 */
export async function principalComponents(
  tf: TF,
  x: Tensor2D,
  wanted: number,
  yieldToTraining: () => Promise<void>,
): Promise<PrincipalComponents> {
  const [count, features] = x.shape;
  const components = Math.min(wanted, features, count);
  const width = Math.min(features, components + spare);
  const centered = tf.tidy(() => tf.sub(x, tf.mean(x, 0, true))) as Tensor2D;
  try {
    const total = tf.tidy(() => tf.sum(tf.square(centered)).dataSync()[0]!);
    const random = createRandom(1);
    let basis: Float64Array[] = Array.from({ length: width }, () =>
      Float64Array.from({ length: features }, random.normal),
    );
    orthonormalize(basis);
    const product = (): Float64Array[] => {
      const image = tf.tidy(() => {
        const own = tf.tensor2d(flatten(basis), [features, width]);
        return tf.matMul(centered, tf.matMul(centered, own), true);
      });
      const columns = columnsOf(image.dataSync(), width);
      image.dispose();
      return columns;
    };
    let values: readonly number[] = [];
    for (let round = 0; round < mostRounds; round++) {
      const image = product();
      // The covariance within the span, whose eigenvectors turn the basis towards the components.
      const within = basis.map((row) =>
        image.map((column) => row.reduce((sum, v, i) => sum + v * column[i]!, 0)),
      );
      const { values: found, vectors } = symmetricEigen(within);
      const turned = (from: readonly Float64Array[]): Float64Array[] =>
        vectors.map((vector) =>
          Float64Array.from({ length: features }, (_, i) =>
            vector.reduce((sum, v, k) => sum + v * from[k]![i]!, 0),
          ),
        );
      const settled = found
        .slice(0, components)
        .every((value, at) => Math.abs(value - (values[at] ?? 0)) <= tolerance * Math.max(1e-30, found[0]!));
      values = found;
      // With as many columns as features the basis spans all: its eigenvectors are the components.
      if (settled || width === features) {
        basis = turned(basis);
        break;
      }
      basis = turned(image);
      orthonormalize(basis);
      await yieldToTraining();
    }
    const chosen = basis.slice(0, components).map((vector) => {
      const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
      return largest < 0 ? vector.map((value) => -value) : vector;
    });
    const projected = tf.tidy(() => {
      const own: Tensor = tf.matMul(centered, tf.tensor2d(flatten(chosen), [features, components]));
      return new Float32Array(own.dataSync());
    });
    const mean = tf.tidy(() => new Float32Array(tf.mean(x, 0).dataSync()));
    return {
      projected,
      components,
      directions: chosen,
      mean,
      shares: values.slice(0, components).map((value) => (total > 0 ? Math.max(0, value) / total : 0)),
    };
  } finally {
    centered.dispose();
  }
}
