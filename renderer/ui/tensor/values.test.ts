import { expect, it } from 'vitest';
import { formatShape, formatValue } from './values.ts';

it('writes values in three figures', () => {
  expect([0, 0.125, -12.44, 1234.5, 3.1e-7, -2e9].map(formatValue)).toEqual([
    '0',
    '0.125',
    '−12.4',
    '1235',
    '3.1e-7',
    '−2.0e+9',
  ]);
  expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(formatValue)).toEqual([
    'NaN',
    '∞',
    '−∞',
  ]);
});

it('writes shapes', () => expect(formatShape([28, 28, 6])).toBe('28 × 28 × 6'));
