import { describe, expect, it } from 'vitest';
import { filterMaps, matrixMap, mostDrawn, outputMaps } from './mapsOf.ts';

const tensor = (...shape: number[]) => ({
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
});
const sizes = ({ height, width, maps }: { height: number; width: number; maps: number }) => [
  height,
  width,
  maps,
];

describe('outputMaps', () => {
  it('gives a map a channel', () => expect(sizes(outputMaps(tensor(28, 28, 6)))).toEqual([28, 28, 6]));

  it('lays a vector out as one picture that holds every value', () => {
    expect(sizes(outputMaps(tensor(120)))).toEqual([10, 12, 1]);
    expect(sizes(outputMaps(tensor(84)))).toEqual([7, 12, 1]);
    expect(sizes(outputMaps(tensor(10)))).toEqual([1, 10, 1]);
    expect(sizes(outputMaps(tensor(97)))).toEqual([1, 97, 1]);
  });
});

describe('filters', () => {
  it('takes a convolution kernel apart by input and filter', () => {
    const kernel = { shape: [1, 1, 2, 3], values: Float32Array.from([0, 1, 2, 10, 11, 12]) };
    const { maps, inputs, filters } = filterMaps(kernel)!;
    expect([inputs, filters]).toEqual([2, 3]);
    // What filter 2 does to input 1.
    expect(maps.values[1 * filters + 2]).toBe(12);
  });

  it('draws a dense kernel as one picture, unless it is too large', () => {
    expect(sizes(matrixMap(tensor(400, 120))!)).toEqual([400, 120, 1]);
    expect(matrixMap(tensor(mostDrawn, 2))).toBeNull();
    expect(filterMaps(tensor(400, 120))).toBeNull();
    expect(matrixMap(tensor(6))).toBeNull();
  });
});
