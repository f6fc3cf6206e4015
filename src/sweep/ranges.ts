import { writeSetting } from '../document/compare/words.ts';
import type { Range } from '../document/range.ts';
import { readNumber } from '../numbers/readNumber.ts';
import { readNumbers } from '../numbers/readNumbers.ts';
import { message, type Text } from '../text/message.ts';
import type { SweepValue } from './spec.ts';
import type { Target } from './target.ts';

/** Numbers without the dust of their making: twelve figures. */
const roundOff = (value: number): number => Number(value.toPrecision(12));

/** Between 0 and 1 along a range. */
function along(range: Extract<Range, { from: number }>, share: number): number {
  const { kind, from, to } = range;
  if (share === 0) return from;
  if (share === 1) return to;
  return roundOff(kind === 'log' ? from * (to / from) ** share : from + (to - from) * share);
}

const whole = (values: readonly number[]): number[] => [...new Set(values.map(Math.round))];

/** The values of a range, in order; of a whole number each once. */
export function valuesOf(range: Range, target: Target): readonly SweepValue[] {
  if (range.kind === 'values') return range.values;
  const values = Array.from({ length: range.count }, (_, at) => along(range, at / (range.count - 1)));
  return target.type === 'integer' ? whole(values) : [...new Set(values)];
}

/** One value of a range. @param share uniform on [0, 1) */
export function draw(range: Range, target: Target, share: number): SweepValue {
  if (range.kind === 'values') return range.values[Math.floor(share * range.values.length)]!;
  const value = along(range, share);
  if (target.type === 'integer') return Math.round(value);
  // Three figures say as much, and can be read.
  const [low, high] = [Math.min(range.from, range.to), Math.max(range.from, range.to)];
  return Math.min(high, Math.max(low, Number(value.toPrecision(3))));
}

/** Reads one value as a person writes it; why it is none where it is none. */
function readValue(text: string, { type, title, options }: Target): SweepValue | { readonly wrong: Text } {
  if (type === 'flag') {
    if (['true', 'yes', 'on'].includes(text)) return true;
    if (['false', 'no', 'off'].includes(text)) return false;
    return { wrong: message('sweep.flag', { title, given: text }) };
  }
  if (type === 'choice') {
    return options.includes(text)
      ? text
      : { wrong: message('sweep.choice', { title, options, given: text }) };
  }
  const sides = readNumbers(text, { integer: true });
  return 'wrong' in sides
    ? { wrong: message('sweep.sides', { title, why: sides.wrong }) }
    : [...sides.values];
}

/** Numbers, where commas may be decimal; values of any other kind, between commas or semicolons. */
function readValues(text: string, target: Target): RangeReading {
  const { type, title } = target;
  if (type === 'integer' || type === 'number') {
    const reading = readNumbers(text, { integer: type === 'integer' });
    if ('wrong' in reading) return { wrong: message('common.named', { name: title, detail: reading.wrong }) };
    return { range: { kind: 'values', values: [...reading.values] } };
  }
  // Names of blocks may have commas: they stand alone, or between semicolons.
  const parts = target.options.includes(text.trim()) ? [text] : text.split(text.includes(';') ? ';' : ',');
  const values = parts.map((part) => readValue(part.trim(), target));
  const wrong = values.find(isWrong);
  return wrong ?? { range: { kind: 'values', values: values as SweepValue[] } };
}

const isWrong = (value: unknown): value is { readonly wrong: Text } =>
  typeof value === 'object' && value !== null && 'wrong' in value;

export type RangeReading = { readonly range: Range } | { readonly wrong: Text };

const interval = /^(lin|linear|log):(.+)\.\.(.+):(\d+)$/;

/**
 * Reads a range: `4,6,8`, `0,5; 0,25`, `relu,tanh`, `3x3,5x5`, or an interval with its number of values, `lin:0..0.5:6`,
 * `log:1e-4..1e-2:5`. `wrong` says what does not fit, and what would.
 */
export function readRange(text: string, target: Target): RangeReading {
  const found = interval.exec(text.trim());
  if (found) {
    const [, how, first, last, number] = found;
    const [from, to] = [readNumber(first!), readNumber(last!)];
    if ('wrong' in from)
      return { wrong: message('common.named', { name: target.title, detail: from.wrong }) };
    if ('wrong' in to) return { wrong: message('common.named', { name: target.title, detail: to.wrong }) };
    const kind = how === 'log' ? 'log' : 'linear';
    return checkInterval({ kind, from: from.value, to: to.value, count: Number(number) }, target);
  }
  return readValues(text, target);
}

/** Of an interval. */
const minValues = 2;
const maxValues = 1000;

/** Whether an interval makes sense for its parameter. */
export function checkInterval(range: Extract<Range, { from: number }>, target: Target): RangeReading {
  const { kind, from, to, count } = range;
  const { title } = target;
  const numeric = target.type === 'integer' || target.type === 'number';
  if (!numeric) return { wrong: message('sweep.not-a-number', { title }) };
  if (from === to) return { wrong: message('sweep.no-interval', { title }) };
  if (kind === 'log' && (from <= 0 || to <= 0)) return { wrong: message('sweep.log-above-zero', { title }) };
  if (!(count >= minValues && count <= maxValues))
    return { wrong: message('sweep.count-of-values', { title, least: minValues, most: maxValues }) };
  return { range };
}

const writeValue = (value: SweepValue): string => {
  if (Array.isArray(value)) return value.join('x');
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
};

/** Values in a row, between commas where none of them has one. */
function writeValues(values: readonly SweepValue[]): string {
  const written = values.map(writeValue);
  return written.join(written.some((each) => each.includes(',')) ? '; ' : ', ');
}

/** A range as `readRange` reads it. */
export const writeRange = (range: Range): string =>
  range.kind === 'values'
    ? writeValues(range.values)
    : `${range.kind === 'log' ? 'log' : 'lin'}:${range.from}..${range.to}:${range.count}`;

/** A range to begin with, around what the document has, as `readRange` reads it. */
export function suggestedRange({ type, value, options }: Target): string {
  if (type === 'choice') return writeValues(options.slice(0, 3));
  if (type === 'flag') return 'no, yes';
  if (type === 'tuple') return '3x3, 5x5';
  const number = typeof value === 'number' && value !== 0 ? value : 1;
  if (type === 'integer')
    return [...new Set([Math.max(1, Math.round(number / 2)), number, number * 2])].join(', ');
  return `log:${writeSetting(Number((number / 10).toPrecision(3)))}..${writeSetting(Number((number * 10).toPrecision(3)))}:5`;
}
