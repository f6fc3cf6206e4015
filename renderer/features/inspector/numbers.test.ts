import { describe, expect, it } from 'vitest';
import { readNumbers, writeNumbers } from './numbers.ts';

describe('shapes as people write them', () => {
  it.each(['28 x 28 x 1', '28,28,1', '28 28 1', '[28, 28, 1]', '(28×28×1)'])('a shape: %s', (text) =>
    expect(readNumbers(text)).toEqual({ value: [28, 28, 1] }),
  );

  it('keeps a half-written shape unread, and reads back what it writes', () => {
    expect(readNumbers('28 x y')).toBeNull();
    expect(readNumbers('')).toBeNull();
    expect(readNumbers(writeNumbers([224, 224, 3]))).toEqual({ value: [224, 224, 3] });
  });
});
