import { expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatPercent, formatShort } from './numbers.ts';

it('groups, shortens and names units', () => {
  expect(formatCount(61706)).toBe('61,706');
  expect([999, 61706, 25_636_712].map(formatShort)).toEqual(['999', '61.7 k', '25.6 M']);
  expect([12, 1024, 246_824, 5_000_000_000].map(formatBytes)).toEqual([
    '12 B',
    '1.00 KB',
    '241 KB',
    '4.66 GB',
  ]);
  expect(formatPercent(0.98236)).toBe('98.24 %');
  expect([4.2, 200, 7500].map(formatDuration)).toEqual(['4 s', '3 min 20 s', '2 h 5 min']);
});
