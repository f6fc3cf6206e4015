import { expect, it } from 'vitest';
import { countsOf, labelsOf, matching, placeOf } from './labels.ts';

it('reads labels of one byte and of four', () => {
  expect([...labelsOf({ width: 1, train: Uint8Array.of(3, 200), test: Uint8Array.of(1) }).train]).toEqual([
    3, 200,
  ]);
  const wide = new Uint8Array(Int32Array.of(5, 70_000).buffer);
  expect([...labelsOf({ width: 4, train: wide, test: wide.subarray(4) }).test]).toEqual([70_000]);
});

it('finds the examples of a class among 60,000, and where an index stands, well within 100 ms', () => {
  const labels = Uint8Array.from({ length: 60_000 }, (_, at) => at % 10);
  const started = performance.now();
  const sevens = matching(labels, 7);
  expect(performance.now() - started).toBeLessThan(100);
  expect([sevens.length, sevens[0], sevens.at(-1)]).toEqual([6000, 7, 59_997]);
  expect([placeOf(sevens, 27), placeOf(sevens, 28), placeOf(sevens, 99_999)]).toEqual([2, 3, 5999]);
  expect(matching(labels, null)).toHaveLength(60_000);
  expect(countsOf(labels, 11)).toEqual([...new Array(10).fill(6000), 0]);
});
