import { describe, expect, it } from 'vitest';
import { initializerNames } from '../../layers/initializers.ts';
import { hashText, normalAt, uniformAt } from './counter.ts';
import { createGenerator, permutation } from './generator.ts';
import { initialValues } from './initialize.ts';

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: ArrayLike<number>): number => {
  const middle = mean(values);
  return Math.sqrt(mean(Array.from(values, (value) => (value - middle) ** 2)));
};

describe('generator', () => {
  it('gives the same numbers for the same seed and purpose, others for others', () => {
    const draw = (seed: number, purpose: string) =>
      Array.from({ length: 5 }, createGenerator(seed, purpose).uniform);
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
  });

  it('draws uniform, whole and normal numbers as they should be spread', () => {
    const generator = createGenerator(7, 'spread');
    const uniform = Array.from({ length: 20_000 }, generator.uniform);
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uniform)).toBeLessThan(1);
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(deviation(uniform)).toBeCloseTo(1 / Math.sqrt(12), 2);
    const normal = Array.from({ length: 20_000 }, generator.normal);
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(deviation(normal)).toBeCloseTo(1, 1);
    const counts = new Array<number>(6).fill(0);
    for (let draw = 0; draw < 60_000; draw++) counts[generator.below(6)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('permutes: each number once, in another order, the same for the same seed', () => {
    const order = permutation(1000, createGenerator(3, 'order'));
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(order).toEqual(permutation(1000, createGenerator(3, 'order')));
    expect(order.filter((value, index) => value === index).length).toBeLessThan(10);
  });
});

describe('numbers by counter', () => {
  it('depend on every part of the key', () => {
    expect(uniformAt(1, 2, 3)).toBe(uniformAt(1, 2, 3));
    const all = [uniformAt(1, 2, 3), uniformAt(2, 2, 3), uniformAt(1, 3, 3), uniformAt(1, 2, 4)];
    expect(new Set(all).size).toBe(4);
    expect(hashText('conv1')).not.toBe(hashText('conv2'));
  });

  it('are spread as they should be, along the counter and along the step', () => {
    for (const at of [(n: number) => uniformAt(5, 9, n), (n: number) => uniformAt(5, n, 9)]) {
      const values = Array.from({ length: 20_000 }, (_, index) => at(index));
      expect(mean(values)).toBeCloseTo(0.5, 2);
      expect(deviation(values)).toBeCloseTo(1 / Math.sqrt(12), 2);
      const next = values.slice(1).map((value, index) => (value - 0.5) * (values[index]! - 0.5));
      expect(Math.abs(mean(next))).toBeLessThan(2e-3);
    }
    const normal = Array.from({ length: 20_000 }, (_, index) => normalAt(5, 9, index));
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(deviation(normal)).toBeCloseTo(1, 1);
  });
});

describe('initial values', () => {
  const shape = [5, 5, 16, 32];
  const fanIn = 400;
  const fanOut = 800;
  it.each([
    ['glorotUniform', 2 / (fanIn + fanOut)],
    ['glorotNormal', 2 / (fanIn + fanOut)],
    ['heUniform', 2 / fanIn],
    ['heNormal', 2 / fanIn],
    ['lecunUniform', 1 / fanIn],
    ['lecunNormal', 1 / fanIn],
  ] as const)('%s has the variance that Keras gives it', (name, variance) => {
    const values = initialValues({ name }, shape, 1, 'conv/kernel');
    expect(deviation(values) ** 2 / variance).toBeCloseTo(1, 1);
    expect(mean(values) / Math.sqrt(variance)).toBeCloseTo(0, 1);
  });

  it('cuts normal draws off at two deviations, before the correction', () => {
    const limit = (2 * Math.sqrt(2 / fanIn)) / 0.87962566103423978;
    const values = initialValues({ name: 'heNormal' }, shape, 1, 'conv/kernel');
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(limit * (1 + 1e-6));
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(limit * 0.98);
  });

  it.each(initializerNames)('%s depends on seed and name alone', (name) => {
    const draw = (seed: number, key: string) => initialValues({ name }, [4, 6], seed, key);
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    const fixed = name === 'zeros' || name === 'ones';
    expect(draw(1, 'a').join() === draw(1, 'b').join()).toBe(fixed);
    expect(draw(1, 'a').join() === draw(2, 'a').join()).toBe(fixed);
  });

  it('takes constants and given values, and refuses a wrong number of them', () => {
    expect([...initialValues({ name: 'constant', value: 3 }, [2], 1, 'w')]).toEqual([3, 3]);
    expect([...initialValues({ name: 'values', values: [1, 2] }, [2], 1, 'w')]).toEqual([1, 2]);
    expect(() => initialValues({ name: 'values', values: [1] }, [2], 1, 'w')).toThrow('w has 2 values');
  });
});
