import { describe, expect, it } from 'vitest';
import { alignTo } from './guides.ts';

const box = (x: number, y: number, width = 184, height = 144) => ({ x, y, width, height });

describe('alignment guides', () => {
  it('align edges with edges, along each axis for itself', () => {
    const row = [box(0, 0), box(264, 0)];
    expect(alignTo(box(520, 4), row, 6)).toEqual({
      x: null,
      y: -4,
      guides: [
        { along: 'x', at: 0, from: 264, to: 704 },
        { along: 'x', at: 144, from: 264, to: 704 },
      ],
    });
    expect(alignTo(box(3, 300), row, 6)).toMatchObject({ x: -3, y: null });
    expect(alignTo(box(452, 300), row, 6)).toMatchObject({
      x: -4,
      guides: [{ along: 'y', at: 448, from: 0, to: 444 }],
    });
  });

  it('align middles where no edges meet', () => {
    const { x, y, guides } = alignTo(box(-26, 202, 240, 96), [box(0, 0)], 6);
    expect({ x, y }).toEqual({ x: -2, y: null });
    expect(guides).toEqual([{ along: 'y', at: 92, from: 0, to: 298 }]);
  });

  it('take the nearest line, and lead to the nearest box on it', () => {
    const { x, guides } = alignTo(box(5, 600), [box(0, 0), box(0, 200), box(7, 400)], 6);
    expect(x).toBe(2);
    expect(guides.every(({ from }) => from === 400)).toBe(true);
  });

  it('leave alone what is further away', () => {
    expect(alignTo(box(500, 500), [box(0, 0)], 6)).toEqual({ x: null, y: null, guides: [] });
  });
});
