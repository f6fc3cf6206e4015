import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setLanguage } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import { readNumber } from './readNumber.ts';

const wrongOf = (text: string, integer = false): string => {
  const reading = readNumber(text, { integer });
  return 'wrong' in reading ? sentence(reading.wrong) : `read as ${reading.value}`;
};

describe('a number where fractions fit', () => {
  it.each([
    ['5', 5],
    [' 0.001 ', 0.001],
    ['0,002', 0.002],
    ['1,234', 1.234],
    ['1.234', 1.234],
    [',5', 0.5],
    ['.5', 0.5],
    ['5,', 5],
    ['-0,25', -0.25],
    ['−2', -2],
    ['+3', 3],
    ['1e-3', 0.001],
    ['1,5E-3', 0.0015],
    ['10 000', 10_000],
    ['10\u202f000,5', 10_000.5],
  ])('%s', (text, value) => expect(readNumber(text)).toEqual({ value }));

  it.each([
    ['1.234,5', 'Type 1234.5 without them.'],
    ['1,234.5', 'Type 1234.5 without them.'],
    ['1,234,567', 'Type 1234567 without them.'],
    ['-1.234.567', 'Type -1234567 without them.'],
    ['1,2,3', 'Type one number, such as 0.5 or 0,5.'],
    ['1,,5', 'Type one number, such as 0.5 or 0,5.'],
    ['', 'Type a number, such as 0.002 or 2e-3.'],
    ['five', '"five" is not a number.'],
    ['5px', '"5px" is not a number.'],
    ['1 2', '"1 2" is not a number.'],
    ['NaN', '"NaN" is not a number.'],
    ['Infinity', '"Infinity" is not a number.'],
    ['0x10', '"0x10" is not a number.'],
    [',', '"," is not a number.'],
    ['1e999', '"1e999" is too large.'],
  ])('%s is refused with what to type', (text, words) => expect(wrongOf(text)).toContain(words));

  it('is suggested in Portuguese as it is written there', () => {
    setLanguage('pt-BR');
    try {
      expect(wrongOf('1,234.5')).toContain('Digite 1234,5, sem eles.');
    } finally {
      setLanguage('en');
    }
  });

  it('reads every number back with either separator', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(value);
        expect(readNumber(text)).toEqual({ value: value === 0 ? Number(text) : value });
        expect(readNumber(text.replace('.', ','))).toEqual(readNumber(text));
      }),
    );
  });
});

describe('a whole number', () => {
  it.each([
    ['32', 32],
    ['100000', 100_000],
    ['65 536', 65_536],
    ['1e3', 1000],
    ['3,0', 3],
  ])('%s', (text, value) => expect(readNumber(text, { integer: true })).toEqual({ value }));

  it.each([
    ['1,234', '"1,234" can mean 1234 or 1.234. Type 1234, without a separator.'],
    ['1.000', '"1.000" can mean 1000 or 1.000. Type 1000, without a separator.'],
    ['3,5', '"3,5" is not a whole number. Type 3 or 4.'],
    ['0,002', '"0,002" is not a whole number. Type 0 or 1.'],
    ['1,234,567', 'Type 1234567 without them.'],
    ['six', '"six" is not a number. Type a whole number, such as 32.'],
  ])('%s is refused', (text, words) => expect(wrongOf(text, true)).toContain(words));
});
