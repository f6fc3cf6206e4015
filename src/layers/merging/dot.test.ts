import { expect, it } from 'vitest';
import { dot } from './dot.ts';

it.each([
  ['two vectors', [[64], [64]], [-1, -1], 64],
  [
    'two matrices',
    [
      [4, 5],
      [6, 5],
    ],
    [2, 2],
    4 * 6 * 5,
  ],
  ['a matrix and a vector', [[4, 5], [5]], [2, 1], 4 * 5],
] as const)('%s have a multiply-accumulate for each product', (_what, inputs, axes, macs) => {
  const params = dot.parameters.parse({ axes });
  expect(dot.macs(params, inputs, dot.inferShape(params, inputs).shape!)).toBe(macs);
});
