import { describe, expect, it } from 'vitest';
import { diverging, gradient, greys, viridis } from './colormap.ts';

const at = (table: Uint8Array, entry: number) => [...table.slice(entry * 3, entry * 3 + 3)];

describe('color tables', () => {
  it('follows viridis at its ends and middle', () => {
    const published: [number, number[]][] = [
      [0, [68, 1, 84]],
      [127, [33, 144, 141]],
      [255, [253, 231, 37]],
    ];
    for (const [entry, expected] of published)
      for (const [channel, value] of at(viridis, entry).entries())
        expect(Math.abs(value - expected[channel]!)).toBeLessThanOrEqual(6);
  });

  it('puts the lightest, grayest color at zero', () => {
    const [red, green, blue] = at(diverging, 127) as [number, number, number];
    expect(Math.min(red, green, blue)).toBeGreaterThan(240);
    const [, , below] = at(diverging, 0);
    const [above] = at(diverging, 255);
    expect(below).toBeGreaterThan(at(diverging, 0)[0]!);
    expect(above).toBeGreaterThan(at(diverging, 255)[2]!);
  });

  it('keeps gray as it is and names stops for a legend', () => {
    expect(at(greys, 200)).toEqual([200, 200, 200]);
    expect(gradient(greys)).toMatch(/^linear-gradient\(to right, rgb\(0 0 0\), .*rgb\(255 255 255\)\)$/);
  });
});
