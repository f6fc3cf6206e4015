import { expect, it } from 'vitest';
import { formatLoss, formatValue } from './values.ts';

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

it('writes losses in three figures, zeros kept', () =>
  expect([0.2, 2.3, 837.6, 0.00012, Number.NaN, 12345].map(formatLoss)).toEqual([
    '0.200',
    '2.30',
    '838',
    '1.2e-4',
    'NaN',
    '12350',
  ]));
