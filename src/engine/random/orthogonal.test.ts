import { expect, it } from 'vitest';
import { createGenerator } from './generator.ts';
import { orthogonal } from './orthogonal.ts';

it.each([
  [4, 4],
  [3, 12],
  [12, 3],
])('%i x %i: the vectors along the shorter side are orthonormal', (rows, columns) => {
  const matrix = orthogonal(rows, columns, createGenerator(1, 'test'));
  const at = (vector: number, index: number) =>
    rows < columns ? matrix[vector * columns + index]! : matrix[index * columns + vector]!;
  const length = Math.max(rows, columns);
  for (let a = 0; a < Math.min(rows, columns); a++) {
    for (let b = 0; b <= a; b++) {
      let product = 0;
      for (let index = 0; index < length; index++) product += at(a, index) * at(b, index);
      expect(product).toBeCloseTo(a === b ? 1 : 0, 6);
    }
  }
});
