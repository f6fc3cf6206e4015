import type { Catalogue, Translated } from '../../structure.ts';

export const common: Translated<Catalogue['messages']['common']> = {
  named: ({ name, told }) => `${name}: ${told}`,
  two: ({ first, second }) => `${first} ${second}`,
};
