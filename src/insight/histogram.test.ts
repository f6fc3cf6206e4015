import { expect, it } from 'vitest';
import { histogramOf } from './histogram.ts';

const histogram = (values: Float32Array<ArrayBuffer>, count: number) =>
  histogramOf('kernel', { shape: [values.length], values }, count);

it('counts every finite value once and the others apart', () => {
  const { bins, min, max, mean, std, notFinite } = histogram(
    Float32Array.from([-1, -1, 0, 3, Number.NaN]),
    4,
  );
  expect(bins).toEqual([2, 1, 0, 1]);
  expect([min, max, notFinite]).toEqual([-1, 3, 1]);
  expect(mean).toBeCloseTo(0.25);
  expect(std).toBeCloseTo(Math.sqrt(11 / 4 - 0.0625));
});

it('stands up to equal values and to none', () => {
  expect(histogram(Float32Array.from([2, 2]), 3).bins).toEqual([0, 2, 0]);
  expect(histogram(Float32Array.from([Number.NaN]), 2)).toMatchObject({ bins: [0, 0], notFinite: 1 });
});
