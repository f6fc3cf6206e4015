import { describe, expect, it } from 'vitest';
import { diverging, greys, viridis } from '../../../../src/insight/paint/colormap.ts';
import { paintMap } from '../../../../src/insight/paint/paint.ts';
import { scaleOf } from '../../../../src/insight/paint/scale.ts';
import { mapPixels } from './strip.ts';

const pixels = Uint8Array.from([0, 10, 85, 11, 170, 12, 255, 13]);

describe('the strip of feature maps', () => {
  it('takes one map out of a frame whose maps vary fastest', () => {
    const map = mapPixels({ shape: [2, 2, 2], pixels, min: 0, max: 255 }, 1, 'greys');
    expect([map.height, map.width]).toEqual([2, 2]);
    expect([0, 4, 8, 12].map((at) => map.rgba[at])).toEqual([10, 11, 12, 13].map((at) => greys[at * 3]));
    expect(map.rgba[3]).toBe(255);
  });

  it('has the colors that Inspect and the command line give the same values', () => {
    const range = { min: -1, max: 2 };
    const values = Float32Array.from(pixels, (byte) => -1 + (byte / 255) * 3);
    const { colors } = scaleOf('activation', range);
    expect(colors).toBe(viridis);
    const painted = paintMap({ height: 2, width: 2, maps: 2, values }, 0, range, colors);
    expect([...mapPixels({ shape: [2, 2, 2], pixels, ...range }, 0, 'auto').rgba]).toEqual([...painted]);
    // A person who wants to see signs sees them on the cards as well: byte 85 of this frame is 0.
    const signed = mapPixels({ shape: [2, 2, 2], pixels, ...range }, 0, 'diverging');
    expect([...signed.rgba.subarray(4, 7)]).toEqual([...diverging.subarray(128 * 3, 128 * 3 + 3)]);
  });
});
