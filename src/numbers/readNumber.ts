/**
 * Numbers as people type them, in the window and on the command line. A point is the decimal separator, and so is a
 * single comma. What could also mean another number is refused with what to type instead, never guessed.
 */

/** A number, or why the text is none: one or two sentences that end with what to type. */
export type NumberReading = { readonly value: number } | { readonly wrong: string };

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

const quoted = (text: string): string => `"${text}"`;

/** `1.234,5` -> `1234.5`: the last separator is the decimal one, where it differs from those before it. */
function likely(text: string): string | null {
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

function whyNotSeparated(text: string): string {
  const instead = likely(text);
  if (instead !== null)
    return `${quoted(text)} has separators between its thousands. Type ${instead} without them.`;
  return `${quoted(text)} has more than one separator, and only one number fits here. Type one number, such as 0.5 or 0,5.`;
}

/** Reads one number: `0.5`, `0,5`, `1e-3`, `10 000`. */
export function readNumber(text: string, { integer = false }: NumberRules = {}): NumberReading {
  const trimmed = text.trim();
  const example = integer ? 'a whole number, such as 32' : 'a number, such as 0.002 or 2e-3';
  if (trimmed === '') return { wrong: `There is no number. Type ${example}.` };
  const written = trimmed.replaceAll('−', '-').replace(spaced, '$1');
  if (!separated.test(written)) return { wrong: `${quoted(trimmed)} is not a number. Type ${example}.` };
  const count = written.match(/[.,]/g)?.length ?? 0;
  if (count > 1) return { wrong: whyNotSeparated(written) };
  if (integer && thousands.test(written)) {
    const [whole, fraction] = [written.replace(/[.,]/, ''), written.replace(',', '.')];
    return {
      wrong: `${quoted(trimmed)} can mean ${whole} or ${fraction}. Type ${whole}, without a separator.`,
    };
  }
  const decimal = written.replace(',', '.');
  const value = plain.test(decimal) ? Number(decimal) : Number.NaN;
  if (!Number.isFinite(value)) return { wrong: `${quoted(trimmed)} is too large. Type ${example}.` };
  if (integer && !Number.isInteger(value)) {
    const [below, above] = [Math.floor(value), Math.ceil(value)];
    return { wrong: `${quoted(trimmed)} is not a whole number. Type ${below} or ${above}.` };
  }
  return { value };
}
