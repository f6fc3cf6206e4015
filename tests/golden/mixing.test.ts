import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { beta } from '../../src/preprocessing/augment/beta.ts';
import { openMixing } from '../../src/preprocessing/mixing.ts';
import { preprocessingSchema } from '../../src/preprocessing/schema.ts';
import { cutBox } from '../../src/preprocessing/steps/cutmix.ts';
import { blend } from '../../src/preprocessing/steps/mixup.ts';

/** mixing.json, which make_mixing.py makes. */
interface Golden {
  readonly boxes: readonly (readonly number[])[];
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly share: number;
  readonly blend: readonly number[];
  readonly points: readonly number[];
  readonly beta: Readonly<Record<string, readonly number[]>>;
}

const golden: Golden = JSON.parse(readFileSync(new URL('mixing.json', import.meta.url), 'utf8'));

describe('mixed examples are those of NumPy', () => {
  it('blends by a share', () => {
    const own = Float32Array.from(golden.a);
    blend(own, Float32Array.from(golden.b), golden.share);
    own.forEach((value, at) => {
      expect(value).toBeCloseTo(golden.blend[at]!, 6);
    });
  });

  it.each(golden.boxes.map((box) => [box]))('cuts the box of %j', (box) => {
    const [height, width, share, row, column, ...edges] = box as [number, number, number, number, number];
    const { top, bottom, left, right } = cutBox(height, width, share, row, column);
    expect([top, bottom, left, right]).toEqual(edges);
  });

  it.each(Object.entries(golden.beta))('draws shares as Beta(%s, same) has them', (alpha, expected) => {
    const generator = createGenerator(7, `beta ${alpha}`);
    const count = 20_000;
    const drawn = Array.from({ length: count }, () => beta(Number(alpha), generator));
    // Kolmogorov and Smirnov's bound for a chance of one in ten thousand: 2.23 divided by the root of the count.
    golden.points.forEach((point, at) => {
      const share = drawn.filter((value) => value <= point).length / count;
      expect(Math.abs(share - expected[at]!)).toBeLessThan(2.23 / Math.sqrt(count));
    });
  });
});

it('a box of the partner takes the share of its area', () => {
  const mix = openMixing(preprocessingSchema.parse([{ step: 'cutmix' }]), [6, 5, 1])!;
  const x = Float32Array.from({ length: 60 }, (_, at) => (at < 30 ? 0 : 1));
  const generator = createGenerator(3, 'cutmix');
  const { shares } = mix(x, 2, { below: () => 0, partners: () => [1, 0], at: () => generator });
  const ones = x.subarray(0, 30).reduce((sum, value) => sum + value, 0);
  const zeros = x.subarray(30).reduce((sum, value) => sum + (1 - value), 0);
  expect(shares[0]).toBeCloseTo(1 - ones / 30, 6);
  expect(shares[1]).toBeCloseTo(1 - zeros / 30, 6);
  expect(openMixing(preprocessingSchema.parse([{ step: 'flip' }]), [6, 5, 1])).toBeNull();
});
