import { describe, expect, it } from 'vitest';
import type { Image } from '../../../src/protocol/data.ts';
import { cropOf, fitPhoto } from './fit.ts';
import { canBeDrawn, type InputTarget } from './target.ts';

const gray: InputTarget = { dataset: 'x', height: 2, width: 2, channels: 1, classes: [...'0123456789'] };
const crop = { fit: 'crop', inverted: false } as const;

/** Columns of one color each. */
function columns(height: number, colors: readonly (readonly [number, number, number])[]): Image {
  const data = Uint8Array.from(Array.from({ length: height }, () => colors.flat()).flat());
  return { height, width: colors.length, channels: 3, data };
}
const red = [255, 0, 0] as const;
const white = [255, 255, 255] as const;
const black = [0, 0, 0] as const;

describe('a picture as the network gets it', () => {
  it('keeps its middle in the proportions of the data', () => {
    expect(cropOf({ height: 480, width: 640 }, gray, 'crop')).toEqual({
      top: 0,
      left: 80,
      height: 480,
      width: 480,
    });
    expect(cropOf({ height: 100, width: 40 }, { height: 28, width: 28 }, 'crop')).toEqual({
      top: 30,
      left: 0,
      height: 40,
      width: 40,
    });
    expect(cropOf({ height: 9, width: 9 }, { height: 1, width: 3 }, 'crop')).toEqual({
      top: 3,
      left: 0,
      height: 3,
      width: 9,
    });
    expect(cropOf({ height: 100, width: 40 }, gray, 'stretch')).toEqual({
      top: 0,
      left: 0,
      height: 100,
      width: 40,
    });
  });

  it('is the mean of the area, and of red, green and blue', () => {
    const image = columns(2, [red, white, black, red]);
    expect([...fitPhoto(image, gray, crop).data]).toEqual([255, 0, 255, 0]);
    expect([...fitPhoto(image, gray, { ...crop, fit: 'stretch' }).data]).toEqual([170, 43, 170, 43]);
    expect([...fitPhoto(image, gray, { ...crop, inverted: true }).data]).toEqual([0, 255, 0, 255]);
    const color = fitPhoto(image, { ...gray, channels: 3 }, crop);
    expect([...color.data.subarray(0, 6)]).toEqual([...white, ...black]);
  });
});

describe('what can be drawn', () => {
  it.each([
    ['digits', gray, true],
    ['clothes', { ...gray, classes: ['T-shirt', 'Trouser'] }, false],
    ['in color', { ...gray, channels: 3 as const }, false],
    ['large', { ...gray, height: 224, width: 224 }, false],
    ['of unknown classes', { ...gray, classes: [] }, false],
  ])('%s', (_name, target, expected) => expect(canBeDrawn(target)).toBe(expected));
});
