import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from './frame.ts';

describe('frames', () => {
  const message = {
    type: 'event',
    text: 'größer – 数字',
    numbers: [1, Number.NaN, Number.POSITIVE_INFINITY, -0.5],
    pixels: new Uint8Array([0, 255, 7]),
    deep: [{ values: new Float32Array([1.5, Number.NaN]) }, null, true],
    dollar: { $: { $: 1 }, other: 2 },
    empty: new Uint8Array(0),
  };

  it('carries plain data and typed arrays', () => {
    expect(decodeFrame(encodeFrame(message))).toEqual(message);
  });

  it('reads a frame at an odd place in its buffer, and views of larger buffers', () => {
    const values = new Float32Array([9, 1, 2]).subarray(1);
    const frame = encodeFrame({ values });
    const shifted = new Uint8Array(frame.length + 3);
    shifted.set(frame, 3);
    expect(decodeFrame(shifted.subarray(3))).toEqual({ values: new Float32Array([1, 2]) });
  });

  it('refuses what is cut short or points outside', () => {
    const frame = encodeFrame(message);
    expect(() => decodeFrame(frame.subarray(0, frame.length - 8))).toThrow('not a frame');
    expect(() => decodeFrame(new Uint8Array([1]))).toThrow('not a frame');
    expect(() => decodeFrame(encodeFrame({ $: ['u8', 0, 4] }).subarray(0, 20))).toThrow();
  });
});
