import { describe, expect, it } from 'vitest';
import { filterMaps, matrixMap, outputMaps, unitMaps } from './maps.ts';

const tensor = (...shape: number[]) => ({
  shape,
  values: new Float32Array(shape.reduce((a, b) => a * b, 1)),
});
const sizes = ({ height, width, rows, columns }: ReturnType<typeof outputMaps>) => [
  height,
  width,
  rows * columns,
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
    const { values, rows: inputs, columns: filters } = filterMaps(kernel);
    expect([inputs, filters]).toEqual([2, 3]);
    // What filter 2 does to input 1.
    expect(values[1 * filters + 2]).toBe(12);
  });

  it('takes the kernel of a dense layer apart by the pixels of the flattened image', () => {
    const [height, width, channels, units] = [2, 3, 2, 4];
    const kernel = {
      shape: [height * width * channels, units],
      values: Float32Array.from({ length: height * width * channels * units }, (_, at) => at),
    };
    const maps = unitMaps(kernel, [height, width, channels])!;
    const { rows: inputs, columns: filters } = maps;
    expect([inputs, filters, ...sizes(maps)]).toEqual([channels, units, height, width, channels * units]);
    for (const [y, x, c, u] of [
      [0, 0, 0, 0],
      [1, 2, 1, 3],
      [1, 0, 0, 2],
    ] as const) {
      const row = (y * width + x) * channels + c;
      expect(maps.values[(y * width + x) * inputs * filters + c * filters + u]).toBe(
        kernel.values[row * units + u],
      );
    }
    expect(unitMaps(kernel, [2, 3, 1])).toBeNull();
  });

  it('draws a dense kernel as one picture', () => {
    expect(sizes(matrixMap(tensor(400, 120)))).toEqual([400, 120, 1]);
  });
});
