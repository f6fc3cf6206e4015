import { describe, expect, it } from 'vitest';
import { sizeOf } from '../layers/shape.ts';
import { imageSteps } from '../preprocessing/edit.ts';
import { prepareImage } from '../preprocessing/pipeline.ts';
import { createBatcher } from './batcher.ts';
import type { Split } from './dataset.ts';

const split = (shape: Split['shape'], bytes: readonly number[]): Split => {
  const count = bytes.length / sizeOf(shape);
  return { count, shape, images: Uint8Array.from(bytes), labels: new Uint8Array(count) };
};

const plain = { steps: imageSteps('pad', null) } as const;

describe('createBatcher', () => {
  it('scales bytes as each scaling says', () => {
    const data = split([1, 2, 1], [0, 255]);
    const out = new Float32Array(2);
    const expected = { 'zero-one': [0, 1], 'minus-one-one': [-1, 1], lecun: [-0.1, 1.175], none: [0, 255] };
    for (const [scaling, values] of Object.entries(expected)) {
      createBatcher(data, {
        inputShape: [1, 2, 1],
        steps: imageSteps('pad', scaling === 'none' ? null : (scaling as 'lecun')),
      }).fill([0], out);
      values.forEach((value, index) => {
        expect(out[index]).toBeCloseTo(value, 6);
      });
    }
  });

  it('takes the examples asked for, in the order asked for', () => {
    const out = new Float32Array(3);
    createBatcher(split([1, 1, 1], [10, 20, 30]), { inputShape: [1, 1, 1], ...plain }).fill([2, 0, 2], out);
    expect([...out]).toEqual([30, 10, 30]);
  });

  it('centers a smaller image in the background, and overwrites what was there', () => {
    const out = new Float32Array(16).fill(9);
    createBatcher(split([2, 2, 1], [1, 2, 3, 4]), { inputShape: [4, 4, 1], ...plain }).fill([0], out);
    expect([...out]).toEqual([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0]);
  });

  it('pads MNIST by 2 on each side, with the scaled background', () => {
    const data = split([28, 28, 1], Array(784).fill(255));
    const out = new Float32Array(1024);
    createBatcher(data, { inputShape: [32, 32, 1], steps: imageSteps('pad', 'lecun') }).fill([0], out);
    const at = (y: number, x: number) => out[y * 32 + x];
    expect(at(1, 16)).toBeCloseTo(-0.1, 6);
    expect(at(16, 1)).toBeCloseTo(-0.1, 6);
    expect(at(30, 16)).toBeCloseTo(-0.1, 6);
    for (const [y, x] of [
      [2, 2],
      [29, 29],
    ] as const)
      expect(at(y, x)).toBeCloseTo(1.175, 6);
  });

  it('crops a larger image to its middle', () => {
    const out = new Float32Array(1);
    createBatcher(split([3, 3, 1], [1, 2, 3, 4, 5, 6, 7, 8, 9]), { inputShape: [1, 1, 1], ...plain }).fill(
      [0],
      out,
    );
    expect([...out]).toEqual([5]);
  });

  it('repeats gray for three channels and averages three for gray', () => {
    const three = new Float32Array(6);
    createBatcher(split([1, 2, 1], [7, 8]), { inputShape: [1, 2, 3], ...plain }).fill([0], three);
    expect([...three]).toEqual([7, 7, 7, 8, 8, 8]);
    const gray = new Float32Array(2);
    createBatcher(split([1, 2, 3], [1, 2, 3, 30, 60, 90]), { inputShape: [1, 2, 1], ...plain }).fill(
      [0],
      gray,
    );
    expect([...gray]).toEqual([2, 60]);
  });

  it('resizes bilinearly with half-pixel centers', () => {
    const up = new Float32Array(4);
    createBatcher(split([1, 2, 1], [0, 100]), {
      inputShape: [1, 4, 1],
      steps: imageSteps('resize', null),
    }).fill([0], up);
    expect([...up]).toEqual([0, 25, 75, 100]);
    const down = new Float32Array(1);
    createBatcher(split([2, 2, 1], [0, 100, 50, 150]), {
      inputShape: [1, 1, 1],
      steps: imageSteps('resize', null),
    }).fill([0], down);
    expect([...down]).toEqual([75]);
  });

  it('refuses examples that do not exist, arrays too small, and networks that take no image', () => {
    const data = split([1, 1, 1], [1]);
    const batcher = createBatcher(data, { inputShape: [1, 1, 1], ...plain });
    expect(() => batcher.fill([1], new Float32Array(1))).toThrow(/no example 1/);
    expect(() => batcher.fill([-1], new Float32Array(1))).toThrow(/no example -1/);
    expect(() => batcher.fill([Number.NaN], new Float32Array(1))).toThrow(/no example/);
    expect(() => batcher.fill([0, 0], new Float32Array(1))).toThrow(/does not fit/);
    expect(() => createBatcher(data, { inputShape: [784], ...plain })).toThrow(/takes 784/);
    expect(() => createBatcher(data, { inputShape: [1, 1, 4], ...plain })).toThrow(/1 or 3 channels/);
  });
});

describe('prepareImage', () => {
  it('is the same path as a batch', () => {
    const bytes = Array.from({ length: 28 * 28 }, (_, index) => (index * 37) % 256);
    const preprocessing = { inputShape: [32, 32, 1], steps: imageSteps('resize', 'lecun') } as const;
    const out = new Float32Array(1024);
    createBatcher(split([28, 28, 1], bytes), preprocessing).fill([0], out);
    const image = { height: 28, width: 28, channels: 1 as const, data: Uint8Array.from(bytes) };
    expect(prepareImage(image, preprocessing)).toEqual(out);
  });

  it('refuses an image with a wrong amount of data', () => {
    const image = { height: 2, width: 2, channels: 1 as const, data: new Uint8Array(3) };
    expect(() => prepareImage(image, { inputShape: [2, 2, 1], ...plain })).toThrow(/does not have 3 bytes/);
  });
});
