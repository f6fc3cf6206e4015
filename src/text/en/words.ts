import { wordsOf } from '../words.ts';

/** English numbers and plurals. */
export const { plural, groupDigits, counted, decimal, list, choice } = wordsOf('en');

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const suffixes = { zero: 'th', one: 'st', two: 'nd', few: 'rd', many: 'th', other: 'th' } as const;

/** `1st`, `2nd`, `3rd`, `11th`, `22nd`. */
export const ordinal = (count: number): string => `${groupDigits(count)}${suffixes[ordinals.select(count)]}`;
