import { language } from '../text/language.ts';

/** A number as JavaScript writes it, with the decimal separator of the language: `0,5`, `1,2e-5`. */
const localized = (written: string): string => {
  const separator = new Intl.NumberFormat(language())
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal');
  return written.replace('.', separator?.value ?? '.');
};

/** A whole number, its digits in groups. */
export const count = (value: number): string => value.toLocaleString(language());

/** A number with so many decimals. */
export const fixed = (value: number, decimals: number): string => localized(value.toFixed(decimals));

/** A loss; `-` where none was measured. */
export const decimals = (value: number | null | undefined): string => (value == null ? '-' : fixed(value, 4));

/** A number with so many significant digits. */
export const significant = (value: number, digits: number): string => localized(value.toPrecision(digits));

/** As `significant`, without zeros at its end. */
export const figure = (value: number, digits: number): string =>
  localized(String(Number(value.toPrecision(digits))));

/** A number with an exponent. */
export const exponential = (value: number, decimals: number): string =>
  localized(value.toExponential(decimals));

/** A share in percent. */
export const percent = (share: number, decimals = 2): string =>
  share.toLocaleString(language(), {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });

/** Bytes in decimal units. */
export function size(bytes: number): string {
  if (bytes < 1e6) return `${fixed(bytes / 1e3, 1)} kB`;
  return bytes < 1e9 ? `${fixed(bytes / 1e6, bytes < 1e7 ? 2 : 0)} MB` : `${fixed(bytes / 1e9, 1)} GB`;
}
