import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import { readNumbers } from './readNumbers.ts';

const wrongOf = (text: string, integer = false): string => {
  const reading = readNumbers(text, { integer });
  return 'wrong' in reading ? sentence(reading.wrong) : '';
};

describe('several numbers', () => {
  it.each([
    ['28 x 28 x 1', [28, 28, 1]],
    ['28,28,1', [28, 28, 1]],
    ['4, 6,8', [4, 6, 8]],
    ['4,128', [4, 128]],
    ['28 28 1', [28, 28, 1]],
    ['[28, 28, 1]', [28, 28, 1]],
    ['(28×28×1)', [28, 28, 1]],
  ])('whole: %s', (text, values) => expect(readNumbers(text, { integer: true })).toEqual({ values }));

  it.each([
    ['1, 2.5, 1', [1, 2.5, 1]],
    ['1,2.5,1', [1, 2.5, 1]],
    ['1,2,1', [1, 2, 1]],
    ['1, 2.5,1', [1, 2.5, 1]],
    ['1, 2.5, ', [1, 2.5]],
    ['0,5; 0,25', [0.5, 0.25]],
    ['0,5 0,25', [0.5, 0.25]],
    ['1,5x2', [1.5, 2]],
    ['0.5', [0.5]],
    ['1e-4,1e-3', [1e-4, 1e-3]],
  ])('with fractions: %s', (text, values) => expect(readNumbers(text)).toEqual({ values }));

  it.each([
    ['0,5', '"0,5" can mean 0 and 5, or 0.5.'],
    ['0,1,0,2', 'or type 0.1; 0.2.'],
    ['0,5, 0,25', 'Put semicolons between the numbers: 0.5; 0.25.'],
    ['', 'Type numbers'],
    ['28 × 28 ×', 'There is no number.'],
    ['28 x y', '"y" is not a number.'],
    ['1.234,5; 2', 'Type 1234.5 without them.'],
  ])('refused: %s', (text, words) => expect(wrongOf(text)).toContain(words));

  it('refuses thousands with a comma among whole numbers', () => {
    expect(wrongOf('1,024', true)).toContain('begins with 0');
  });
});
