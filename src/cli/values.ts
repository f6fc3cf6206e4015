import { type NumberRules, readNumber } from '../numbers/readNumber.ts';
import { readNumbers } from '../numbers/readNumbers.ts';
import { message, type Text } from '../text/message.ts';
import { CliError } from './output.ts';

/** The parts of a list: `C1,C3`. */
export const partsOf = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

const wrong = (option: string, reason: Text) =>
  new CliError(message('cli.option-wrong', { option, reason }), 2);

/** @param name what the number is called in an error @throws CliError with status 2 */
export function numberOf(name: string, text: string, rules?: NumberRules): number {
  const reading = readNumber(text, rules);
  if ('wrong' in reading) throw wrong(name, reading.wrong);
  return reading.value;
}

/** `1, 2.5, 1`. @throws CliError with status 2 */
export function numbersOf(name: string, text: string): readonly number[] {
  const reading = readNumbers(text);
  if ('wrong' in reading) throw wrong(name, reading.wrong);
  return reading.values;
}

function read(name: string, text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null' || text === 'none') return null;
  return /^[-+−]?[.,]?\d/.test(text) ? numberOf(name, text) : text;
}

/** A comma separates two pairs; between digits it is a decimal comma, as in `every=5,factor=0,1`. */
const betweenPairs = /\s*;\s*|\s*,\s*(?!\d+(?:e[+-]?\d+)?\s*(?:[,;]|$))/i;

/** `every=5,factor=0.1`. @throws CliError with status 2 for a part without "=", or a number that cannot be read */
export function pairsOf(text: string): Record<string, string | number | boolean | null> {
  const parts = text.split(betweenPairs).filter((part) => part.trim() !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const at = part.indexOf('=');
      if (at < 1) throw new CliError(message('cli.not-a-pair', { part }), 2);
      const name = part.slice(0, at).trim();
      return [name, read(name, part.slice(at + 1).trim())];
    }),
  );
}

/** `step` or `step:every=5,factor=0.1`. */
export function readChoice(text: string): { kind: string; params: Record<string, unknown> } {
  const at = text.indexOf(':');
  if (at < 0) return { kind: text, params: {} };
  return { kind: text.slice(0, at), params: pairsOf(text.slice(at + 1)) };
}
