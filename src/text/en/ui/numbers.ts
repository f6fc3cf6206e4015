import { plural } from '../words.ts';

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
  stays: (reason: string, value: string) => `${reason} The value stays ${value}.`,
  /** A time below what is told. */
  lessThan: (time: string) => `less than ${time}`,
  days: (days: number, written: string) => `${written} ${plural(days, 'day')}`,
};
