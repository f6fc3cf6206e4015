/**
 * Eigenvalues of a symmetric matrix, the largest first, and their unit eigenvectors, by rotations (Jacobi 1846).
 * @param matrix rows
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): {
  readonly values: readonly number[];
  readonly vectors: readonly (readonly number[])[];
} {
  const size = matrix.length;
  const a = matrix.map((row, i) => row.map((value, j) => (value + matrix[j]![i]!) / 2));
  const turned = a.map((_, i) => a.map((__, j) => Number(i === j)));
  /** Makes `a[p][q]` zero. */
  const rotate = (p: number, q: number): void => {
    if (a[p]![q] === 0) return;
    const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
    const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    const c = 1 / Math.sqrt(t * t + 1);
    const s = t * c;
    const turn = (row: number[]): void => {
      const [atP, atQ] = [row[p]!, row[q]!];
      row[p] = c * atP - s * atQ;
      row[q] = s * atP + c * atQ;
    };
    a.forEach(turn);
    for (let k = 0; k < size; k++) {
      const [atP, atQ] = [a[p]![k]!, a[q]![k]!];
      a[p]![k] = c * atP - s * atQ;
      a[q]![k] = s * atP + c * atQ;
    }
    turned.forEach(turn);
  };
  for (let sweep = 0; sweep < 60; sweep++) {
    let outside = 0;
    let inside = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        if (i === j) inside += a[i]![j]! ** 2;
        else outside += a[i]![j]! ** 2;
      }
    if (outside <= 1e-22 * Math.max(inside, 1e-300)) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(p, q);
  }
  const order = a.map((_, at) => at).sort((i, j) => a[j]![j]! - a[i]![i]!);
  return {
    values: order.map((at) => a[at]![at]!),
    vectors: order.map((at) => turned.map((row) => row[at]!)),
  };
}
