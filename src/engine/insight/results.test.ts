import { expect, it } from 'vitest';
import { outputMaps } from '../../insight/maps.ts';
import { createResults } from './results.ts';

const figures = (count: number) => [outputMaps({ shape: [count], values: new Float32Array(count) })];

it('keeps the figures used last, within its limit', () => {
  const results = createResults(20_000);
  const [a, b, c] = [figures(2000), figures(2000), figures(2000)];
  results.set('a', a);
  results.set('b', b);
  expect(results.get('a')).toBe(a);
  results.set('c', c);
  expect([results.get('a'), results.get('b'), results.get('c')]).toEqual([a, undefined, c]);
  results.set('a', figures(1));
  results.set('d', figures(6000));
  expect(results.get('d')).toBeUndefined();
  expect(results.get('c')).toBe(c);
});
