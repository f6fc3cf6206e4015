import { describe, expect, it } from 'vitest';
import { aroundZero, type Maps, position, rangeOfAll, rangeOfMap } from './range.ts';

const two: Maps = { height: 1, width: 3, maps: 2, values: new Float32Array([0, -4, 1, 8, 2, 0]) };

describe('ranges', () => {
  it('spans all maps together, or one', () => {
    expect(rangeOfAll(two)).toEqual({ min: -4, max: 8 });
    expect(rangeOfMap(two, 0)).toEqual({ min: 0, max: 2 });
    expect(rangeOfMap(two, 1)).toEqual({ min: -4, max: 8 });
  });

  it('leaves out what is not a number', () => {
    const broken: Maps = { height: 1, width: 3, maps: 1, values: new Float32Array([NaN, 1, Infinity]) };
    expect(rangeOfAll(broken)).toEqual({ min: 1, max: 1 });
    expect(rangeOfAll({ ...broken, values: new Float32Array([NaN, NaN, NaN]) })).toEqual({ min: 0, max: 0 });
  });

  it('puts zero in the middle', () => {
    expect(aroundZero({ min: -1, max: 3 })).toEqual({ min: -3, max: 3 });
    expect(position(0, aroundZero({ min: -1, max: 3 }))).toBe(0.5);
  });

  it('cuts off outside the span and gives the middle of a flat one', () => {
    expect(position(9, { min: 0, max: 3 })).toBe(1);
    expect(position(-9, { min: 0, max: 3 })).toBe(0);
    expect(position(2, { min: 2, max: 2 })).toBe(0.5);
  });
});
