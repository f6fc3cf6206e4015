import { describe, expect, it } from 'vitest';
import { greys } from '../../../src/insight/paint/colormap.ts';
import { mapPixels } from './strip.ts';

describe('the strip of feature maps', () => {
  it('takes one map out of a frame whose maps vary fastest', () => {
    const pixels = Uint8Array.from([0, 10, 1, 11, 2, 12, 3, 13]);
    const map = mapPixels({ shape: [2, 2, 2], pixels }, 1, greys);
    expect([map.height, map.width]).toEqual([2, 2]);
    expect([0, 4, 8, 12].map((at) => map.rgba[at])).toEqual([10, 11, 12, 13]);
    expect(map.rgba[3]).toBe(255);
  });
});
