/** The words of a number in English: `1 epoch`, `2 epochs`. */
const plural = new Intl.PluralRules('en');
const ordinal = new Intl.PluralRules('en', { type: 'ordinal' });
const grouped = new Intl.NumberFormat('en');
const suffixes: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

/** `1 image`, `2,048 images`. @param many where it is not the one with an s */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped.format(count)} ${plural.select(count) === 'one' ? one : many}`;

/** `2nd`, `11th`, `1,023rd`. */
export const nth = (count: number): string => `${grouped.format(count)}${suffixes[ordinal.select(count)]}`;

/** What number fields say of what they refuse. */
export const numbers = {
  tooLarge: (value: string) => `${value} is too large.`,
  tooSmall: (value: string) => `${value} is too small.`,
  between: (min: string, max: string) => `Type a number from ${min} to ${max}.`,
  aboveUpTo: (min: string, max: string) => `Type a number above ${min}, up to ${max}.`,
  fromBelow: (min: string, max: string) => `Type a number from ${min}, below ${max}.`,
  insideOf: (min: string, max: string) => `Type a number above ${min} and below ${max}.`,
  atLeast: (min: string) => `Type ${min} or more.`,
  above: (min: string) => `Type a number above ${min}.`,
  atMost: (max: string) => `Type ${max} or less.`,
  below: (max: string) => `Type a number below ${max}.`,
  /** After the reason why what was typed is refused: the value that is still in force. */
  stays: (reason: string, value: string) => `${reason} It stays ${value}.`,
};
