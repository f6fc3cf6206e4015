import { describe, expect, it } from 'vitest';
import { cardFigure, planeCount, planeStack, spatialExtent } from './planes.ts';

describe('planes', () => {
  it('puts channels on a log scale', () => {
    expect([1, 3, 6, 16, 64, 512, 2048, 100_000].map(planeCount)).toEqual([1, 3, 4, 5, 7, 10, 12, 12]);
  });

  it('draws height and width to scale', () => {
    const wide = planeStack([28, 28, 6], 32);
    const half = planeStack([14, 14, 6], 32);
    expect(wide.height / half.height).toBeCloseTo(2);
    expect(planeStack([16, 32, 1], 32).width / planeStack([16, 32, 1], 32).height).toBeCloseTo(2);
  });

  it('keeps the smallest map visible and every drawing inside its room', () => {
    for (const shape of [[1, 1, 120], [224, 224, 2048], [1000], [5000, 300], [8, 64, 64, 512], []]) {
      const stack = planeStack(shape, 224);
      expect(Math.min(stack.width, stack.height)).toBeGreaterThanOrEqual(4);
      expect(stack.box.width).toBeLessThanOrEqual(cardFigure.width);
      expect(stack.box.height).toBeLessThanOrEqual(cardFigure.height);
    }
  });

  it('draws a short vector unit by unit', () => {
    expect(planeStack([2], 32)).toMatchObject({ form: 'vector', count: 2 });
    expect(planeStack([10], 32).height).toBeLessThan(planeStack([120], 32).height);
  });

  it('takes the extent from heights and widths, never from channels', () => {
    expect(spatialExtent([[32, 32, 1], [5, 5, 400], [4096], null])).toBe(32);
    expect(spatialExtent([])).toBe(1);
  });
});
