import { expect, it } from 'vitest';
import { subsampling2d } from './subsampling2d.ts';

it('names what it computes: the sum with coefficients, the mean without', () => {
  const summary = (given: object) => subsampling2d.summary(subsampling2d.parameters.parse(given));
  expect(summary({})).toBe('2x2 sum, scaled tanh');
  expect(summary({ useCoefficient: false, activation: 'linear' })).toBe('2x2 mean');
});
