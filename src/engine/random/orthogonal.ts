import type { Generator } from './generator.ts';

/**
 * A matrix `[rows, columns]`, row by row, whose shorter side is orthonormal (Saxe et al. 2014): normal vectors
 * made orthogonal one after the other (modified Gram and Schmidt, in double precision).
 */
export function orthogonal(rows: number, columns: number, generator: Generator): Float32Array<ArrayBuffer> {
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const vectors: Float64Array[] = [];
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, () => generator.normal());
    for (const earlier of vectors) {
      let overlap = 0;
      for (let index = 0; index < length; index++) overlap += earlier[index]! * vector[index]!;
      for (let index = 0; index < length; index++) vector[index]! -= overlap * earlier[index]!;
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value ** 2, 0));
    // All but impossible: a vector within those before it.
    if (norm < 1e-6) continue;
    vectors.push(vector.map((value) => value / norm));
  }
  const matrix = new Float32Array(rows * columns);
  for (const [which, vector] of vectors.entries()) {
    for (let index = 0; index < length; index++) {
      matrix[rows < columns ? which * columns + index : index * columns + which] = vector[index]!;
    }
  }
  return matrix;
}
