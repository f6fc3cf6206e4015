import type { Catalogue, Translated } from '../../structure.ts';

export const common: Translated<Catalogue['messages']['common']> = {
  named: ({ name, detail }) => `${name}: ${detail}`,
  two: ({ first, second }) => `${first} ${second}`,
};
