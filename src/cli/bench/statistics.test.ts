import { describe, expect, it } from 'vitest';
import { createGenerator } from '../../engine/random/generator.ts';
import { isStable, median, medianConfidence } from './statistics.ts';

describe('a median', () => {
  it('is not moved by one bad value', () => {
    expect(median([5, 1, 900])).toBe(5);
    expect(median([4, 1, 2, 900])).toBe(3);
  });

  it('has the places in the order of its values that tables of the sign test give', () => {
    const ordered = (count: number) => Array.from({ length: count }, (_, at) => at + 1).reverse();
    expect(medianConfidence(ordered(1))).toEqual([1, 1]);
    expect(medianConfidence(ordered(5))).toEqual([1, 5]);
    expect(medianConfidence(ordered(8))).toEqual([2, 7]);
    expect(medianConfidence(ordered(15))).toEqual([4, 12]);
    expect(medianConfidence(ordered(30))).toEqual([11, 20]);
  });

  it('lies within its confidence nine times out of ten, or more often', () => {
    const generator = createGenerator(1, 'median');
    for (const count of [5, 9, 15]) {
      let within = 0;
      for (let time = 0; time < 2000; time++) {
        const [low, high] = medianConfidence(Array.from({ length: count }, () => generator.normal()));
        if (low <= 0 && high >= 0) within++;
      }
      expect(within / 2000, `of ${count}`).toBeGreaterThan(0.89);
    }
  });

  it('is stable where it is known to within a share of it', () => {
    expect(isStable([100, 101, 99, 100, 102], 0.03)).toBe(true);
    expect(isStable([100, 101, 90, 100, 102], 0.03)).toBe(false);
    expect(isStable([100, 101, 90, 100, 102], 0.06)).toBe(true);
  });
});
