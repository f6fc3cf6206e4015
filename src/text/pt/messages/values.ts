import type { Catalogue, Translated } from '../../structure.ts';
import { choice, counted, decimal } from '../words.ts';

const number = (value: number) => decimal(value, { maximumSignificantDigits: 12 });

const nouns = {
  string: 'um texto',
  number: 'um número',
  int: 'um número inteiro',
  boolean: 'verdadeiro ou falso',
  array: 'uma lista',
  tuple: 'uma lista',
  object: 'um objeto',
  record: 'um objeto',
};

export const values: Translated<Catalogue['messages']['values']> = {
  type: ({ expected }) => `O valor deve ser ${nouns[expected] ?? expected}.`,
  choice: ({ options }) => `O valor deve ser ${choice(options)}.`,
  'at-least': ({ least }) => `O valor deve ser no mínimo ${number(least)}.`,
  above: ({ least }) => `O valor deve ser maior que ${number(least)}.`,
  'at-most': ({ most }) => `O valor deve ser no máximo ${number(most)}.`,
  below: ({ most }) => `O valor deve ser menor que ${number(most)}.`,
  'multiple-of': ({ divisor }) => `O valor deve ser múltiplo de ${number(divisor)}.`,
  empty: 'O valor não pode ser vazio.',
  'too-long': ({ most }) => `O texto pode ter no máximo ${counted(most, 'caractere')}.`,
  'too-few': ({ least }) => `A lista deve ter no mínimo ${counted(least, 'item', 'itens')}.`,
  'too-many': ({ most }) => `A lista pode ter no máximo ${counted(most, 'item', 'itens')}.`,
  unknown: ({ names }) => `Há campos desconhecidos: ${names.join(', ')}.`,
  invalid: 'O valor não é válido.',
};
