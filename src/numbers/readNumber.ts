import { message, type Text } from '../text/message.ts';
/**
 * Numbers as people type them, in the window and on the command line. A point is the decimal separator, and so is a
 * single comma. What could also mean another number is refused with what to type instead, never guessed.
 */

/** A number, or why the text is none, and what to type. */
export type NumberReading = { readonly value: number } | { readonly wrong: Text };

export interface NumberRules {
  /** Only whole numbers: one separator before exactly three digits (`1,234`, `1.234`) is then ambiguous. */
  readonly integer?: boolean;
}

const plain = /^([+-]?)(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** `10 000`: groups of three digits between spaces, the no-break spaces of French and of ISO 31-0 among them. */
const spaced = /(\d)[ \u00a0\u202f\u2009](?=\d{3}(\D|$))/g;
/** Digits with points and commas among them. */
const separated = /^[+-]?[\d.,]*\d[\d.,]*(e[+-]?\d+)?$/i;
const thousands = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** `1.234,5` -> `1234.5`: the last separator is the decimal one, where it differs from those before it. */
function guessDecimal(text: string): string | null {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const grouping = text[last] === '.' ? ',' : '.';
  const alike = text.split(text[last]!).length > 2;
  const written = alike
    ? text.replace(/[.,]/g, '')
    : `${text.slice(0, last).replaceAll(grouping, '')}.${text.slice(last + 1)}`;
  const groups = text.replace(/^[+-]/, '').split(/[.,]/);
  const whole = alike ? groups : groups.slice(0, -1);
  const grouped = whole.slice(1).every((group) => group.length === 3) && /^[1-9]\d{0,2}$/.test(whole[0]!);
  return grouped && plain.test(written) ? written : null;
}

function whyNotSeparated(text: string): Text {
  const instead = guessDecimal(text);
  return instead === null
    ? message('numbers.several-separators', { text })
    : message('numbers.thousands', { text, instead });
}

/** Reads one number: `0.5`, `0,5`, `1e-3`, `10 000`. */
export function readNumber(text: string, { integer = false }: NumberRules = {}): NumberReading {
  const trimmed = text.trim();
  const want = integer ? 'whole' : 'any';
  if (trimmed === '') return { wrong: message('numbers.missing', { want }) };
  const written = trimmed.replaceAll('−', '-').replace(spaced, '$1');
  if (!separated.test(written)) return { wrong: message('numbers.not-a-number', { text: trimmed, want }) };
  const count = written.match(/[.,]/g)?.length ?? 0;
  if (count > 1) return { wrong: whyNotSeparated(written) };
  if (integer && thousands.test(written)) {
    const [whole, fraction] = [written.replace(/[.,]/, ''), written.replace(',', '.')];
    return { wrong: message('numbers.ambiguous-separator', { text: trimmed, whole, fraction }) };
  }
  const decimal = written.replace(',', '.');
  const value = plain.test(decimal) ? Number(decimal) : Number.NaN;
  if (!Number.isFinite(value)) return { wrong: message('numbers.too-large', { text: trimmed, want }) };
  if (integer && !Number.isInteger(value)) {
    const [below, above] = [String(Math.floor(value)), String(Math.ceil(value))];
    return { wrong: message('numbers.not-whole', { text: trimmed, below, above }) };
  }
  return { value };
}
