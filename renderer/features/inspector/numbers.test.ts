import { describe, expect, it } from 'vitest';
import { readNumber, readNumbers, writeNumbers } from './numbers.ts';

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

  it.each(['28 x 28 x 1', '28,28,1', '28 28 1', '[28, 28, 1]', '(28×28×1)'])('a shape: %s', (text) =>
    expect(readNumbers(text)).toEqual({ value: [28, 28, 1] }),
  );

  it('keeps a half-written shape unread, and reads back what it writes', () => {
    expect(readNumbers('28 x y')).toBeNull();
    expect(readNumbers('')).toBeNull();
    expect(readNumbers(writeNumbers([224, 224, 3]))).toEqual({ value: [224, 224, 3] });
  });
});
