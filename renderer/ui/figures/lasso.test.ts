import { expect, it } from 'vitest';
import { circledBy, type PlotPoint } from './lasso.ts';

const grid: readonly PlotPoint[] = Array.from({ length: 25 }, (_, at) => [at % 5, Math.floor(at / 5)]);

it('takes what lies inside of the line, also of a line that bends inwards', () => {
  const square: readonly PlotPoint[] = [
    [0.5, 0.5],
    [3.5, 0.5],
    [3.5, 3.5],
    [0.5, 3.5],
  ];
  expect(circledBy(square, grid)).toEqual([6, 7, 8, 11, 12, 13, 16, 17, 18]);
  // Its right side bends in over the middle.
  const bent: readonly PlotPoint[] = [...square.slice(0, 2), [1.5, 2.2], ...square.slice(2)];
  expect(circledBy(bent, grid)).not.toContain(13);
  expect(circledBy(bent, grid)).toContain(6);
});

it('takes nothing by a line without an inside', () => {
  expect(circledBy([[1, 1]], grid)).toEqual([]);
  expect(circledBy([], grid)).toEqual([]);
});
