import type { Catalogue, Translated } from '../../structure.ts';
import { plural } from '../words.ts';

export const numbers: Translated<Catalogue['ui']['numbers']> = {
  tooLarge: (value) => `${value} é grande demais.`,
  tooSmall: (value) => `${value} é pequeno demais.`,
  between: (min, max) => `Digite um número de ${min} a ${max}.`,
  aboveUpTo: (min, max) => `Digite um número maior que ${min}, até ${max}.`,
  fromBelow: (min, max) => `Digite um número a partir de ${min}, menor que ${max}.`,
  insideOf: (min, max) => `Digite um número maior que ${min} e menor que ${max}.`,
  atLeast: (min) => `Digite ${min} ou mais.`,
  above: (min) => `Digite um número maior que ${min}.`,
  atMost: (max) => `Digite ${max} ou menos.`,
  below: (max) => `Digite um número menor que ${max}.`,
  stays: (reason, value) => `${reason} O valor continua ${value}.`,
  lessThan: (time) => `menos de ${time}`,
  days: (days, written) => `${written} ${plural(days, 'dia')}`,
};
