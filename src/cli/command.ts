import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { type NumberRules, readNumber } from '../numbers/readNumber.ts';
import type { Language } from '../text/catalogue.ts';
import { text } from '../text/language.ts';
import { sentence } from '../text/message.ts';
import type { Result, Streams } from './output.ts';

/** Adds one command to the command line. */
export type AddCommand = (program: Command, run: Run) => void;

/** What a command is given to write to while it works. */
export interface Context extends Streams {
  readonly json: boolean;
  /** By `--lang` or `CONVAS_LANG`; null where neither asks for one. */
  readonly askedLanguage: Language | null;
}

/** Makes a command's work an action: prints its result as text, or as JSON with `--json`. */
export type Run = (
  command: Command,
  work: (context: Context, ...given: readonly unknown[]) => Promise<Result | null> | Result | null,
) => void;

/** `<folder> where to write`: the value's name, if there is one, and what it does. */
function parts(help: string): readonly [value: string | null, description: string] {
  const [, value, description] = /^([<[][^>\]]+[>\]]+)\s+(.*)$/s.exec(help) ?? [];
  return value === undefined || description === undefined ? [null, help] : [value, description];
}

/** @param help `<folder> where to write`; without a value's name for a switch */
export function option(name: string, help: string): Option {
  const [value, description] = parts(help);
  return new Option(value === null ? name : `${name} ${value}`, description);
}

/** @param help `<run> a run's ID` */
export function argument(help: string): Argument {
  const [value, description] = parts(help);
  return new Argument(value ?? '', description);
}

const number =
  (
    what: Exclude<keyof typeof text.cli.usage.values, 'forkPoint' | 'choice' | 'language'>,
    accepts: (value: number) => boolean,
    rules?: NumberRules,
  ) =>
  (written: string) => {
    const expected = text.cli.usage.values[what];
    const reading = readNumber(written, rules);
    if ('wrong' in reading) throw new InvalidArgumentError(`${sentence(reading.wrong)} ${expected}`);
    if (!accepts(reading.value)) throw new InvalidArgumentError(expected);
    return reading.value;
  };
const whole: NumberRules = { integer: true };

export const positiveInteger = number(
  'positiveInteger',
  (value) => Number.isSafeInteger(value) && value > 0,
  whole,
);
export const wholeNumber = number('wholeNumber', (value) => Number.isSafeInteger(value) && value >= 0, whole);
export const positiveNumber = number('positiveNumber', (value) => value > 0);
export const share = number('share', (value) => value >= 0 && value < 1);

/** Has an option take one of some names. */
export const choosing = (of: Option, names: readonly string[]): Option =>
  of.choices(names).argParser((written: string) => {
    if (names.includes(written)) return written;
    throw new InvalidArgumentError(text.cli.usage.values.choice({ choices: names.join(', ') }));
  });

export const backends = ['native', 'wasm', 'cpu'] as const;
