import { expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatGigabytes,
  formatPercent,
  formatRoughly,
  formatShort,
  formatSpan,
} from './numbers.ts';

it('groups, shortens and names units', () => {
  expect(formatCount(61706)).toBe('61,706');
  expect([999, 61706, 25_636_712].map(formatShort)).toEqual(['999', '61.7 k', '25.6 M']);
  expect([12, 1000, 246_824, 999_600, 5_000_000_000].map(formatBytes)).toEqual([
    '12 B',
    '1.00 kB',
    '247 kB',
    '1.00 MB',
    '5.00 GB',
  ]);
  expect(formatPercent(0.98236)).toBe('98.24%');
  expect([0.02, 0.444, 12.4, 200, 9000, 4e5].map(formatRoughly)).toEqual([
    'less than 0.1 s',
    '0.44 s',
    '12 s',
    '3.3 min',
    '2.5 h',
    '4.6 days',
  ]);
  expect([0, 4.5e-5, 0.00123, 0.25, 1.5].map(formatSpan)).toEqual([
    '0',
    '45 µs',
    '1.2 ms',
    '250 ms',
    '1.50 s',
  ]);
  expect([5_400_000_000, 14.9e9].map(formatGigabytes)).toEqual(['5.4 GB', '15 GB']);
  expect([4.2, 200, 7500].map(formatDuration)).toEqual(['4 s', '3 min 20 s', '2 h 5 min']);
});
