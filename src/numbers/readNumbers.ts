import { message, type Text } from '../text/message.ts';
import { type NumberRules, readNumber } from './readNumber.ts';

export type NumbersReading = { readonly values: readonly number[] } | { readonly wrong: Text };

/** The numbers of a text apart, or why it is unclear where one ends. */
function partsOf(text: string, integer: boolean): { readonly parts: string[] } | { readonly wrong: Text } {
  const strong = /\s*[x×;]\s*/i;
  if (strong.test(text)) return { parts: text.split(strong) };
  // Where points are decimal, or fractions do not fit, a comma can only separate.
  if (integer || text.includes('.') || !/\d,\d/.test(text)) return { parts: text.split(/\s*,\s*|\s+/) };
  // From here on a comma stands between two digits of a list of fractions: a separator, or a decimal one.
  if (/,\s/.test(text)) {
    const parts = text.split(/,\s+|\s+/);
    const [first, second = first] = parts.map((part) => part.replace(',', '.'));
    return { wrong: message('numbers.commas-mixed', { text, first: first!, second: second! }) };
  }
  if (/\s/.test(text)) return { parts: text.split(/\s+/) };
  const parts = text.split(',');
  const whole = parts.every((part) => /^[+-]?\d+$/.test(part));
  const pairs = parts.length % 2 === 0 && whole;
  const decimals =
    pairs && (parts.length === 2 || parts.some((part, at) => at % 2 === 0 && Number(part) === 0));
  if (!decimals) return { parts };
  const fractions = parts.flatMap((part, at) => (at % 2 === 0 ? `${part}.${parts[at + 1]}` : []));
  return { wrong: message('numbers.commas-ambiguous', { text, parts, fractions }) };
}

/**
 * Reads numbers with commas, semicolons, spaces or crosses between them: `4, 6, 8`, `0,5; 0,25`, `28 x 28 x 1`,
 * `[28, 28, 1]`.
 */
export function readNumbers(text: string, { integer = false }: NumberRules = {}): NumbersReading {
  const bare = text
    .trim()
    .replace(/^[[(]|[\])]$/g, '')
    .replace(/[\s,;]+$/, '')
    .trim();
  if (bare === '') return { wrong: message('numbers.missing-several', { want: integer ? 'whole' : 'any' }) };
  const found = partsOf(bare, integer);
  if ('wrong' in found) return found;
  const values: number[] = [];
  for (const part of found.parts) {
    // What stands behind a thousands' comma begins with a zero, as no number of a list does.
    if (integer && /^0\d/.test(part))
      return { wrong: message('numbers.leading-zero', { text: text.trim() }) };
    const reading = readNumber(part, { integer });
    if ('wrong' in reading) return reading;
    values.push(reading.value);
  }
  return { values };
}
