/** Numbers in sentences. English: another language's catalogue brings its own. */

const cardinals = new Intl.PluralRules('en');
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const suffixes = { zero: 'th', one: 'st', two: 'nd', few: 'rd', many: 'th', other: 'th' } as const;

/** `one` or `other`, whichever a number asks for: "wire leads", "wires lead". */
export const plural = (count: number, one: string, other = `${one}s`): string =>
  cardinals.select(count) === 'one' ? one : other;

/** `5,408`. */
export const groupDigits = (count: number): string =>
  count < 1000 ? String(count) : count.toLocaleString('en');

/** `1 map`, `2 maps`, `5,408 maps`. */
export const counted = (count: number, one: string, other?: string): string =>
  `${groupDigits(count)} ${plural(count, one, other)}`;

/** `1st`, `2nd`, `3rd`, `11th`, `22nd`. */
export const ordinal = (count: number): string => `${groupDigits(count)}${suffixes[ordinals.select(count)]}`;
