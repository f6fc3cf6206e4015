import { describe, expect, it } from 'vitest';
import type { TensorValue } from '../../protocol/evaluation.ts';
import { sentence } from '../../text/message.ts';
import { filterMaps, matrixMap, outputMaps, unitMaps } from '../maps.ts';
import { diverging, viridis } from './colormap.ts';
import { gridImage, tilesOf } from './tiles.ts';

const filterTiles = (kernel: TensorValue) => tilesOf(filterMaps(kernel));
const unitTiles = (kernel: TensorValue, image: readonly [number, number, number]) =>
  tilesOf(unitMaps(kernel, image)!);
const matrixTiles = (kernel: TensorValue) => tilesOf(matrixMap(kernel));
const featureMapTiles = (output: TensorValue) => tilesOf(outputMaps(output));

const rgbAt = ({ width, data }: { width: number; data: Uint8Array }, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const entry = (table: Uint8Array, at: number) => [...table.subarray(at * 3, at * 3 + 3)];

describe('filters', () => {
  it('of several channels: a row a channel, a column a filter, zero white, signs in color', () => {
    // [1, 1, in 2, out 3]
    const tiles = filterTiles({ shape: [1, 1, 2, 3], values: Float32Array.from([1, 0, -1, 0.5, 0, 0]) });
    expect([tiles.columns, tiles.pictures.length, tiles.min, tiles.max]).toEqual([3, 6, -1, 1]);
    const image = gridImage(tiles);
    // Squares of 32 pixels, one pixel between and around them.
    expect([image.width, image.height]).toEqual([3 * 33 + 1, 2 * 33 + 1]);
    const [red, white, blue] = [0, 1, 2].map((column) => rgbAt(image, 10 + column * 33, 10));
    expect([red, white, blue]).toEqual([255, 128, 0].map((at) => entry(diverging, at)));
    expect(rgbAt(image, 0, 0)).toEqual([128, 128, 128]);
  });

  it('of one channel fold into a square', () => {
    expect(filterTiles({ shape: [5, 5, 1, 6], values: new Float32Array(150) }).columns).toBe(3);
  });
});

describe('units of a dense layer', () => {
  // [height 2, width 3, channels, units 2] flattened: weights are counted from 1 on.
  const kernel = (channels: number) => {
    const values = Float32Array.from({ length: 6 * channels * 2 }, (_, at) => at + 1);
    return { shape: [6 * channels, 2], values };
  };
  /** What the kernel says of pixel (y, x) in channel c for a unit. */
  const weight = (channels: number, y: number, x: number, c: number, unit: number): number =>
    ((y * 3 + x) * channels + c) * 2 + unit + 1;

  it('are pictures in the shape of the flattened image', () => {
    const tiles = unitTiles(kernel(1), [2, 3, 1]);
    expect([tiles.maps.height, tiles.maps.width, tiles.pictures]).toEqual([2, 3, [0, 1]]);
    expect(sentence(tiles.normalization)).toContain('symmetric around zero');
    const image = gridImage(tiles);
    const shade = (value: number) => entry(diverging, Math.round(((value + 12) / 24) * 255));
    // Two pictures of 3 x 2 squares of 32 pixels: 97 and 65 with the line between them.
    for (const unit of [0, 1]) {
      for (const y of [0, 1]) {
        for (const x of [0, 1, 2]) {
          const pixel = rgbAt(image, 1 + unit * (3 * 32 + 1) + x * 32, 1 + y * 32);
          expect(pixel).toEqual(shade(weight(1, y, x, 0, unit)));
        }
      }
    }
  });

  it('of three channels are in color around middle gray, of others a row a channel', () => {
    const colored = unitTiles(kernel(3), [2, 3, 3]);
    expect(colored.pictures).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    const image = gridImage(colored);
    const bright = (value: number) => Math.round(((value + 36) / 72) * 255);
    expect(rgbAt(image, 1 + 97 + 2 * 32, 1 + 32)).toEqual(
      [0, 1, 2].map((channel) => bright(weight(3, 1, 2, channel, 1))),
    );
    const many = unitTiles(kernel(2), [2, 3, 2]);
    expect([many.columns, many.pictures]).toEqual([2, [0, 1, 2, 3]]);
    expect(sentence(many.normalization)).toContain('a row for each of the 2 channels');
  });

  it('on a plain vector are a matrix', () => {
    const tiles = matrixTiles(kernel(1));
    expect([tiles.maps.height, tiles.maps.width, tiles.pictures]).toEqual([6, 2, [0]]);
  });
});

describe('feature maps', () => {
  it('share one scale, and keep their places', () => {
    // [height 1, width 2, maps 2]: map 0 is (0, 2), map 1 is (1, 3).
    const tiles = featureMapTiles({ shape: [1, 2, 2], values: Float32Array.from([0, 1, 2, 3]) });
    const image = gridImage(tiles);
    const ends = [1, 1 + 32, 1 + 65, 1 + 97].map((x) => rgbAt(image, x, 1));
    expect(ends).toEqual([0, 170, 85, 255].map((at) => entry(viridis, at)));
  });

  it('of a vector are one row, and constant values do no harm', () => {
    const tiles = featureMapTiles({ shape: [10], values: new Float32Array(10).fill(7) });
    expect([tiles.maps.width, tiles.maps.height, tiles.pictures.length]).toEqual([10, 1, 1]);
    expect(gridImage(tiles).width).toBe(10 * 32 + 2);
  });
});
