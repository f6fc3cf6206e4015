import { wordsOf } from '../words.ts';

/** Brazilian Portuguese numbers and plurals. */
export const { plural, groupDigits, counted, decimal, list, choice } = wordsOf('pt-BR');
