import { describe, expect, it } from 'vitest';
import { notFinite, paintMap, paintPhoto, thinning } from './paint.ts';

const greys = new Uint8Array(768).map((_, at) => Math.floor(at / 3));

describe('paintMap', () => {
  it('takes one map of a channels-last tensor and spreads its range over the table', () => {
    const maps = { height: 1, width: 2, maps: 2, values: new Float32Array([0, 9, 2, 9]) };
    expect([...paintMap(maps, 0, { min: 0, max: 2 }, greys)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  });

  it('gives the middle color where all values are one, and cuts off what lies outside', () => {
    const maps = { height: 1, width: 3, maps: 1, values: new Float32Array([-9, 4, 9]) };
    expect(paintMap(maps, 0, { min: 4, max: 4 }, greys)[4]).toBe(128);
    const cut = paintMap(maps, 0, { min: 0, max: 8 }, greys);
    expect([cut[0], cut[4], cut[8]]).toEqual([0, 128, 255]);
  });

  it('of what is too large for a small picture takes each so many-th row and column', () => {
    const values = Float32Array.from({ length: 15 }, (_, at) => at);
    const maps = { height: 3, width: 5, maps: 1, values };
    expect(thinning(maps, 15)).toBe(1);
    expect(thinning(maps, 6)).toBe(2);
    const thin = paintMap(maps, 0, { min: 0, max: 255 }, greys, 2);
    expect([...thin].filter((_, at) => at % 4 === 0)).toEqual([0, 2, 4, 10, 12, 14]);
  });

  it('marks NaN and infinity', () => {
    const maps = { height: 1, width: 2, maps: 1, values: new Float32Array([NaN, Infinity]) };
    const pixels = paintMap(maps, 0, { min: 0, max: 1 }, greys);
    expect([...pixels.slice(0, 3)]).toEqual([...notFinite]);
    expect([...pixels.slice(4, 7)]).toEqual([...notFinite]);
  });
});

describe('paintPhoto', () => {
  it('repeats gray over the three colors and keeps color as it is, from an offset', () => {
    expect([...paintPhoto(new Uint8Array([7, 9]), 1, 1, 1, 1)]).toEqual([9, 9, 9, 255]);
    expect([...paintPhoto(new Uint8Array([1, 2, 3]), 0, 1, 1, 3)]).toEqual([1, 2, 3, 255]);
  });
});
