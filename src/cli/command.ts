import { type Command, InvalidArgumentError } from 'commander';
import { type NumberRules, readNumber } from '../numbers/readNumber.ts';
import type { Result, Streams } from './output.ts';

/** Adds one command to the command line. */
export type AddCommand = (program: Command, run: Run) => void;

/** What a command is given to write to while it works. */
export interface Context extends Streams {
  readonly json: boolean;
}

/** Makes a command's work an action: prints its result as text, or as JSON with `--json`. */
export type Run = (
  command: Command,
  work: (context: Context, ...given: readonly unknown[]) => Promise<Result | null> | Result | null,
) => void;

const number = (what: string, accepts: (value: number) => boolean, rules?: NumberRules) => (text: string) => {
  const reading = readNumber(text, rules);
  if ('wrong' in reading) throw new InvalidArgumentError(`${reading.wrong} It must be ${what}.`);
  if (!accepts(reading.value)) throw new InvalidArgumentError(`It must be ${what}.`);
  return reading.value;
};
const whole: NumberRules = { integer: true };

export const positiveInteger = number(
  'a whole number above 0',
  (value) => Number.isSafeInteger(value) && value > 0,
  whole,
);
export const wholeNumber = number(
  'a whole number from 0',
  (value) => Number.isSafeInteger(value) && value >= 0,
  whole,
);
export const positiveNumber = number('a number above 0', (value) => value > 0);
export const share = number('a share from 0 to below 1', (value) => value >= 0 && value < 1);
