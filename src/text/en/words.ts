import { wordsOf } from '../words.ts';

/** English numbers and plurals. */
export const { plural, groupDigits, counted, decimal, fourFigures, list, choice } = wordsOf('en');

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const suffixes = { zero: 'th', one: 'st', two: 'nd', few: 'rd', many: 'th', other: 'th' } as const;

/** `1st`, `2nd`, `3rd`, `11th`, `22nd`. */
export const ordinal = (count: number): string => `${groupDigits(count)}${suffixes[ordinals.select(count)]}`;

/** `"a"`, `"a" and "b"`, `"a", "b", and 3 more`. @param count of all; `names` may be the first of them */
export const quoted = (names: readonly string[], count = names.length): string => {
  const rest = count > names.length ? [`${groupDigits(count - names.length)} more`] : [];
  return list([...names.map((name) => `"${name}"`), ...rest]);
};

/** `8.2 GB`, `64 GB`. */
export const gigabytes = (bytes: number): string => {
  const digits = bytes < 1e10 ? 1 : 0;
  return `${decimal(bytes / 1e9, { minimumFractionDigits: digits, maximumFractionDigits: digits })} GB`;
};

/** A share as a percentage. */
export const percent = (share: number): string => decimal(share, { style: 'percent' });
