import { describe, expect, it } from 'vitest';
import { boundsOf, freePlace } from './arrange.ts';

const box = (x: number, y: number, width = 80, height = 40) => ({ x, y, width, height });

describe('arranging', () => {
  it('knows what surrounds boxes', () => {
    expect(boundsOf([box(0, 0), box(200, 16, 160), box(800, 64)])).toEqual(box(0, 0, 880, 104));
    expect(boundsOf([])).toBeNull();
  });

  it('finds a place on the grid that covers no card', () => {
    expect(freePlace([], box(3, 5))).toEqual({ x: 0, y: 8 });
    expect(freePlace([box(0, 0), box(0, 48)], box(0, 0))).toEqual({ x: 0, y: 96 });
  });
});
