import { expect, it } from 'vitest';
import { asMaps } from './feature-maps.ts';
import { quantize } from './quantize.ts';

it('spreads the values between the least and the most over the bytes', () => {
  const { pixels, min, max, shape } = quantize(Float32Array.of(-1, 0, 1, 3), [2, 2, 1], 4, 8);
  expect({ pixels: [...pixels], min, max, shape }).toEqual({
    pixels: [0, 64, 128, 255],
    min: -1,
    max: 3,
    shape: [2, 2, 1],
  });
});

it('keeps the first maps and thins out large images, but not a vector', () => {
  const values = Float32Array.from({ length: 8 * 8 * 3 }, (_, index) => index % 3);
  const { pixels, shape } = quantize(values, [8, 8, 3], 2, 4);
  expect(shape).toEqual([4, 4, 2]);
  // Byte 255 is the largest value of the layer, in whichever map: colors are those of Inspect, which shows them all.
  expect([...pixels]).toEqual(Array.from({ length: 32 }, (_, index) => (index % 2) * 128));
  expect(quantize(new Float32Array(100), [1, 100, 1], 8, 4).shape).toEqual([1, 100, 1]);
});

it('survives constants and numbers that are not finite', () => {
  expect([...quantize(Float32Array.of(5, 5), [1, 2, 1], 1, 4).pixels]).toEqual([0, 0]);
  const odd = quantize(Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, 2), [1, 3, 1], 1, 4);
  expect(odd).toMatchObject({ min: 0, max: 2 });
  expect([...odd.pixels]).toEqual([0, 0, 255]);
});

it('reads every rank as maps', () => {
  expect(asMaps([4, 5, 6])).toEqual([4, 5, 6]);
  expect(asMaps([7, 3])).toEqual([7, 3, 1]);
  expect(asMaps([10])).toEqual([1, 10, 1]);
  expect(asMaps([2, 3, 4, 5])).toEqual([2, 3, 20]);
});
