import { describe, expect, it } from 'vitest';
import { readNumber } from './readNumber.ts';

describe('numbers as people write them', () => {
  it.each([
    ['5', 5],
    [' 0.001 ', 0.001],
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['1,024', 1024],
    ['-2', -2],
  ])('%s', (text, value) => expect(readNumber(text)).toEqual({ value }));

  it.each(['', 'five', '5px', '1e999', 'NaN', 'Infinity', '0x10', '1,2'])('not a number: %s', (text) =>
    expect(readNumber(text)).toBeNull(),
  );
});
