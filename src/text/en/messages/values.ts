import { choice, counted, decimal } from '../words.ts';

const number = (value: number) => decimal(value, { maximumSignificantDigits: 12 });

/** Why a value is refused, as a sentence of its own: what a schema finds. */
export const values = {
  type: ({ expected }: { expected: keyof typeof nouns }) => `It must be ${nouns[expected] ?? expected}.`,
  choice: ({ options }: { options: readonly string[] }) => `It must be ${choice(options)}.`,
  'at-least': ({ least }: { least: number }) => `It must be at least ${number(least)}.`,
  above: ({ least }: { least: number }) => `It must be greater than ${number(least)}.`,
  'at-most': ({ most }: { most: number }) => `It must be at most ${number(most)}.`,
  below: ({ most }: { most: number }) => `It must be less than ${number(most)}.`,
  'multiple-of': ({ divisor }: { divisor: number }) => `It must be a multiple of ${number(divisor)}.`,
  empty: 'It must not be empty.',
  'too-long': ({ most }: { most: number }) => `It may have at most ${counted(most, 'character')}.`,
  'too-few': ({ least }: { least: number }) => `It must have at least ${counted(least, 'item')}.`,
  'too-many': ({ most }: { most: number }) => `It may have at most ${counted(most, 'item')}.`,
  unknown: ({ names }: { names: readonly string[] }) => `It has unknown fields: ${names.join(', ')}.`,
  invalid: 'It is not valid.',
};

const nouns = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};
