import { describe, expect, it } from 'vitest';
import { viridis } from '../../../../src/insight/paint/colormap.ts';
import type { HealthRow } from '../../../../src/protocol/health.ts';
import { linesOf, paintLine, rangeOf } from './heat.ts';

const row = (step: number, first: number | null, last: number): HealthRow => ({
  epoch: 1,
  step,
  layers: [
    { layer: 'a', name: 'first', params: 100, gradient: first, gradientPeak: first, activation: null },
    { layer: 'b', name: 'last', params: 4, gradient: last, gradientPeak: last, activation: null },
  ],
});

describe('the lines', () => {
  it('hold each layer at the size of its gradient a weight', () => {
    const lines = linesOf([row(1, 1, 2), row(2, null, 4)]);
    expect(lines.map(({ name, gradients }) => [name, gradients])).toEqual([
      ['first', [0.1, Number.NaN]],
      ['last', [1, 2]],
    ]);
    expect(linesOf([])).toEqual([]);
  });

  it('share one range of whole powers of ten, at most eight wide', () => {
    expect(rangeOf(linesOf([row(1, 0.02, 2)]))).toEqual({ min: -3, max: 0 });
    expect(rangeOf(linesOf([row(1, 1e-19, 2)]))).toEqual({ min: -8, max: 0 });
    expect(rangeOf(linesOf([row(1, 10, 2)]))).toEqual({ min: -1, max: 0 });
    expect(rangeOf([])).toEqual({ min: -4, max: 0 });
  });
});

it('paints the least dark, the most bright, and what is no number in a color of its own', () => {
  const pixels = paintLine([1e-9, 1e-3, 1, Number.NaN], { min: -3, max: 0 });
  const dark = [...viridis.slice(0, 3)];
  expect([...pixels.slice(0, 3)]).toEqual(dark);
  expect([...pixels.slice(4, 7)]).toEqual(dark);
  expect([...pixels.slice(8, 11)]).toEqual([...viridis.slice(-3)]);
  expect([...pixels.slice(12)]).toEqual([255, 0, 190, 255]);
});
