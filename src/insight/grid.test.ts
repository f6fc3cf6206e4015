import { describe, expect, it } from 'vitest';
import { featureMapTiles, filterTiles, gridImage } from './grid.ts';

const rgbAt = ({ width, data }: { width: number; data: Uint8Array }, x: number, y: number) => [
  ...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];

describe('filters', () => {
  it('of several channels: a row a channel, a column a filter, zero white, signs in colour', () => {
    // [1, 1, in 2, out 3]
    const tiles = filterTiles({ shape: [1, 1, 2, 3], values: Float32Array.from([1, 0, -1, 0.5, 0, 0]) });
    expect([tiles.columns, tiles.pictures.length, tiles.min, tiles.max]).toEqual([3, 6, -1, 1]);
    const image = gridImage(tiles);
    // Squares of 32 pixels, one pixel between and around them.
    expect([image.width, image.height]).toEqual([3 * 33 + 1, 2 * 33 + 1]);
    const [red, white, blue] = [0, 1, 2].map((column) => rgbAt(image, 10 + column * 33, 10));
    expect(white).toEqual([0xf7, 0xf7, 0xf7]);
    expect(red![0]).toBeGreaterThan(red![2]!);
    expect(blue![2]).toBeGreaterThan(blue![0]!);
    expect(rgbAt(image, 0, 0)).toEqual([128, 128, 128]);
  });

  it('of one channel fold into a square', () => {
    expect(filterTiles({ shape: [5, 5, 1, 6], values: new Float32Array(150) }).columns).toBe(3);
  });
});

describe('feature maps', () => {
  it('share one scale, and keep their places', () => {
    // [height 1, width 2, maps 2]: map 0 is (0, 2), map 1 is (1, 3).
    const tiles = featureMapTiles({ shape: [1, 2, 2], values: Float32Array.from([0, 1, 2, 3]) });
    expect(tiles.pictures.map((picture) => [...picture])).toEqual([
      [0, 2],
      [1, 3],
    ]);
    const image = gridImage(tiles);
    expect(rgbAt(image, 1, 1)).toEqual([0x44, 0x01, 0x54]);
    expect(rgbAt(image, image.width - 2, 1)).toEqual([0xfd, 0xe7, 0x25]);
  });

  it('of a vector are one row, and constant values do no harm', () => {
    const tiles = featureMapTiles({ shape: [10], values: new Float32Array(10).fill(7) });
    expect([tiles.width, tiles.height, tiles.pictures.length]).toEqual([10, 1, 1]);
    expect(gridImage(tiles).width).toBe(10 * 32 + 2);
  });
});
