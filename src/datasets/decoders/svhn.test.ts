import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodeSvhn } from './svhn.ts';

const read = (name: string): Promise<Buffer> =>
  readFile(new URL(`../../../tests/datasets/${name}`, import.meta.url));

describe('SVHN files, written by SciPy', () => {
  it.each(['svhn.mat', 'svhn-plain.mat'])(
    '%s has its images row by row and 0 for the digit 0',
    async (name) => {
      const { count, shape, images, labels } = decodeSvhn(await read(name), name);
      expect([count, ...shape]).toEqual([3, 4, 5, 3]);
      expect([...labels]).toEqual([0, 1, 9]);
      const expected: number[] = [];
      for (let n = 0; n < 3; n++)
        for (let h = 0; h < 4; h++)
          for (let w = 0; w < 5; w++)
            for (let c = 0; c < 3; c++) expected.push((100 * n + 10 * c + 3 * h + w) % 256);
      expect([...images]).toEqual(expected);
    },
  );

  it('are refused where they are cut short, or something else', async () => {
    const whole = await read('svhn.mat');
    for (let length = 0; length < whole.length; length += 7)
      expect(() => decodeSvhn(whole.subarray(0, length), 'x.mat')).toThrow(/x\.mat/);
    expect(() => decodeSvhn(Buffer.from('<html>'), 'x.mat')).toThrow(
      'x.mat is not a MATLAB file of level 5.',
    );
    const lying = Buffer.from(await read('svhn-plain.mat'));
    lying.writeUInt32LE(0xff_ff_ff_f0, 132);
    expect(() => decodeSvhn(lying, 'x.mat')).toThrow(/ends too early/);
  });
});
