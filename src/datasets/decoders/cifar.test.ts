import { describe, expect, it } from 'vitest';
import { decodeCifar } from './cifar.ts';
import { decodeIdx } from './idx.ts';
import { encodeIdx } from './write-idx.ts';

describe('CIFAR records', () => {
  it('become images with the channels last', () => {
    const bytes = new Uint8Array(2 * 3073);
    bytes[0] = 3;
    bytes.set([10, 11], 1);
    bytes.set([20, 21], 1 + 1024);
    bytes.set([30, 31], 1 + 2048);
    bytes[3073] = 9;
    bytes[2 * 3073 - 1] = 77;
    const { count, shape, images, labels } = decodeCifar([{ name: 'a.bin', bytes }]);
    expect([count, ...shape]).toEqual([2, 32, 32, 3]);
    expect([...labels]).toEqual([3, 9]);
    expect([...images.subarray(0, 6)]).toEqual([10, 20, 30, 11, 21, 31]);
    expect(images.at(-1)).toBe(77);
  });

  it('are refused where a file is cut short', () => {
    expect(() => decodeCifar([{ name: 'a.bin', bytes: new Uint8Array(3072) }])).toThrow(/a\.bin has 3,072/);
  });
});

describe('IDX files', () => {
  it('are read as they were written', () => {
    const data = Uint8Array.from({ length: 24 }, (_, index) => index);
    expect(decodeIdx(encodeIdx([2, 2, 2, 3], data), 'x')).toEqual({ dims: [2, 2, 2, 3], data });
  });
});
