import { language } from '../../src/text/language.ts';
import { t } from '../i18n/index.ts';

/** Numbers as Convas writes them, in the current language (`61,706` and `98.24%`, `61.706` and `98,24%`). */

const formats = new Map<string, Intl.NumberFormat>();

/** Intl's own format, made once for each language and way of writing. */
function format(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${language()} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(language(), options);
    formats.set(key, found);
  }
  return found.format(value);
}

/** So many significant figures, zeros at the end included. */
const figures = (value: number, digits: number): string =>
  format(value, {
    minimumSignificantDigits: digits,
    maximumSignificantDigits: digits,
    useGrouping: false,
  });

/** At most so many significant figures; grouped only where asked for. */
export const formatFigures = (value: number, digits = 3, useGrouping = false): string =>
  format(value, { maximumSignificantDigits: digits, useGrouping });

/** `0.95`: so many digits behind the separator, at most. */
export const formatDecimal = (value: number, digits: number, least = 0): string =>
  format(value, { minimumFractionDigits: least, maximumFractionDigits: digits, useGrouping: false });

/** `1.2e-5`: a power of ten, as numbers are typed. */
export const formatExponential = (value: number, digits?: number): string =>
  localSeparator(value.toExponential(digits));

/** Digits with a decimal point, with the language's separator instead. */
export const localSeparator = (digits: string): string =>
  digits.replace('.', format(0.5, { minimumFractionDigits: 1 }).charAt(1));

/** Numbers of a list as they are typed: with semicolons where a comma is the decimal separator. */
export const formatList = (values: readonly number[]): string =>
  values.map(formatTyped).join(localSeparator('.') === ',' ? '; ' : ', ');

/** A number as it stands in a field that people type in: every figure, without groups. */
export const formatTyped = (value: number): string => localSeparator(String(value));

/** `61,706`. */
export const formatCount = (count: number): string => format(count, { maximumFractionDigits: 0 });

/** `65,536`, `0.95`: every figure, for a bound that is to be kept to. */
export const formatExact = (value: number): string =>
  format(value, { maximumFractionDigits: 20 }).replace('-', '−');

/** `61.7 k`, `25.6 M`: three figures, for where room is short. */
export function formatShort(count: number): string {
  const units = ['', ' k', ' M', ' G', ' T', ' P'];
  let value = count;
  let unit = 0;
  while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return unit === 0 ? formatCount(value) : `${figures(value, 3)}${units[unit]}`;
}

/** `241 kB`, in steps of 1,000, as the command line and all messages write bytes. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value >= 99.5 || unit === 0 ? Math.round(value) : figures(value, 3)} ${units[unit]}`;
}

/** `5.4 GB`, in steps of 1,000, as memory is sold. */
export function formatGigabytes(bytes: number): string {
  const digits = bytes < 9.95e9 ? 1 : 0;
  return `${formatDecimal(bytes / 1e9, digits, digits)} GB`;
}

/** `98.24%`. */
export const formatPercent = (share: number, digits = 2): string =>
  format(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });

/** `98%`, `98.2%`: no more digits than it takes. */
export const formatRoundPercent = (share: number, digits = 2): string =>
  format(share, { style: 'percent', maximumFractionDigits: digits });

/** `1.23 ms`, `45 µs`: of a computation. */
export function formatSpan(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds >= 1) return `${figures(seconds, 3)} s`;
  const thousandths = seconds * 1000;
  if (thousandths >= 99.5) return `${Math.round(thousandths)} ms`;
  return thousandths >= 0.0995 ? `${figures(thousandths, 2)} ms` : `${Math.round(thousandths * 1000)} µs`;
}

/** Below this no forecast is shown. */
const minForecast = 0.1;

/** Whether a time is written as itself, and not as less than the least. */
export const isWorthShowing = (seconds: number): boolean => seconds >= minForecast;

/** A time that is not known well: `0.4 s`, `12 s`, `4 min`, `2.5 h`; two figures at most. */
export function formatRoughly(seconds: number): string {
  if (!isWorthShowing(seconds)) return t.numbers.lessThan(`${formatTyped(minForecast)} s`);
  const rough = (value: number): string => formatFigures(value, value < 100 ? 2 : 3);
  if (seconds < 59.5) return `${rough(seconds)} s`;
  if (seconds < 3570) return `${rough(seconds / 60)} min`;
  return seconds < 99 * 3600
    ? `${rough(seconds / 3600)} h`
    : t.numbers.days(seconds / 86400, rough(seconds / 86400));
}

/** `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
