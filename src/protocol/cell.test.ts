import { expect, it } from 'vitest';
import { cellExamples } from './cell.ts';

const answers = {
  actual: Float32Array.of(0, 0, 1, 0),
  predicted: Float32Array.of(1, 1, 1, 0),
  values: Float32Array.of(0.5, 0.75, 1, 0.25),
};

it('finds the examples of a cell, the surest first', () => {
  expect(cellExamples({ meaning: 'probabilities', ...answers }, 0, 1)).toEqual([
    { index: 1, value: 0.75 },
    { index: 0, value: 0.5 },
  ]);
  expect(cellExamples({ meaning: 'distances', ...answers }, 0, 1).map(({ index }) => index)).toEqual([0, 1]);
  expect(cellExamples({ meaning: 'scores', ...answers }, 1, 0)).toEqual([]);
});
