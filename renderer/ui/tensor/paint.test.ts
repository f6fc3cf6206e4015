import { describe, expect, it } from 'vitest';
import { notFinite, paintMap, paintPhoto } from './paint.ts';

const greys = new Uint8Array(768).map((_, at) => Math.floor(at / 3));

describe('paintMap', () => {
  it('takes one map of a channels-last tensor and spreads its range over the table', () => {
    const maps = { height: 1, width: 2, maps: 2, values: new Float32Array([0, 9, 2, 9]) };
    expect([...paintMap(maps, 0, { min: 0, max: 2 }, greys)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });

  it('marks NaN and infinity', () => {
    const maps = { height: 1, width: 2, maps: 1, values: new Float32Array([NaN, Infinity]) };
    const pixels = paintMap(maps, 0, { min: 0, max: 1 }, greys);
    expect([...pixels.slice(0, 3)]).toEqual([...notFinite]);
    expect([...pixels.slice(4, 7)]).toEqual([...notFinite]);
  });
});

describe('paintPhoto', () => {
  it('repeats grey over the three colours and keeps colour as it is, from an offset', () => {
    expect([...paintPhoto(new Uint8Array([7, 9]), 1, 1, 1, 1)]).toEqual([9, 9, 9, 255]);
    expect([...paintPhoto(new Uint8Array([1, 2, 3]), 0, 1, 1, 3)]).toEqual([1, 2, 3, 255]);
  });
});
