import type { Tensor, Tensor2D, TF } from '../../layers/tensorflow.ts';
import { createRandom } from '../random.ts';
import { symmetricEigen } from './eigen.ts';

export interface LeadingDirections {
  /** `[count, components]`: the rows along the directions. */
  readonly projected: Float32Array<ArrayBuffer>;
  readonly components: number;
  /** Squared singular value of each direction, the largest first. */
  readonly values: readonly number[];
  /** Each direction, `[features]`, of length 1. */
  readonly directions: readonly Float64Array[];
}

/** Columns that are iterated beside those that are wanted: they make the others converge. */
const extraDirections = 10;
const maxRounds = 60;
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

/** Rows along directions. @param x `[count, features]` @returns `[count, directions]` */
export const projectOnto = (
  tf: TF,
  x: Tensor2D,
  directions: readonly Float64Array[],
): Float32Array<ArrayBuffer> =>
  tf.tidy(() => {
    const own: Tensor = tf.matMul(x, tf.tensor2d(flatten(directions), [x.shape[1], directions.length]));
    return new Float32Array(own.dataSync());
  });

/**
 * The right singular vectors with the largest singular values, by orthogonal iteration on `xᵀx`, which is never written
 * down (Halko, Martinsson, Tropp 2011). Of documents by words this is latent semantic analysis (Deerwester et al. 1990),
 * as scikit-learn's `TruncatedSVD`, up to the signs: here each direction's largest weight is positive.
 * @param x `[count, features]`; stays the caller's
 */
export async function leadingDirections(
  tf: TF,
  x: Tensor2D,
  wanted: number,
  yieldToTraining: () => Promise<void>,
): Promise<LeadingDirections> {
  const [count, features] = x.shape;
  const components = Math.min(wanted, features, count);
  const width = Math.min(features, components + extraDirections);
  const random = createRandom(1);
  let basis: Float64Array[] = Array.from({ length: width }, () =>
    Float64Array.from({ length: features }, random.normal),
  );
  orthonormalize(basis);
  const product = (): Float64Array[] => {
    const image = tf.tidy(() => {
      const own = tf.tensor2d(flatten(basis), [features, width]);
      return tf.matMul(x, tf.matMul(x, own), true);
    });
    const columns = columnsOf(image.dataSync(), width);
    image.dispose();
    return columns;
  };
  let values: readonly number[] = [];
  for (let round = 0; round < maxRounds; round++) {
    const image = product();
    // `xᵀx` within the span, whose eigenvectors turn the basis towards the directions.
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
    // With as many columns as features the basis spans all: its eigenvectors are the directions.
    if (settled || width === features) {
      basis = turned(basis);
      break;
    }
    basis = turned(image);
    orthonormalize(basis);
    await yieldToTraining();
  }
  const directions = basis.slice(0, components).map((vector) => {
    const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    return largest < 0 ? vector.map((value) => -value) : vector;
  });
  return {
    projected: projectOnto(tf, x, directions),
    components,
    directions,
    values: values.slice(0, components),
  };
}
