import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shardSizes } from './shards.ts';

describe('shards of a batch', () => {
  it('are as equal as can be', () => {
    expect(shardSizes(128, 1)).toEqual([128]);
    expect(shardSizes(128, 2)).toEqual([64, 64]);
    expect(shardSizes(10, 4)).toEqual([3, 3, 2, 2]);
    expect(shardSizes(1, 8)).toEqual([1]);
  });

  it('hold every example once, and none is empty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 64 }), (count, shards) => {
        const sizes = shardSizes(count, shards);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
        expect(Math.min(...sizes)).toBeGreaterThan(0);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(sizes.length).toBeLessThanOrEqual(shards);
      }),
    );
  });
});
