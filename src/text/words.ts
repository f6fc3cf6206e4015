/** Numbers and plurals inside sentences, by the rules of one language (CLDR, through Intl). */
export interface SentenceParts {
  /** `one` or `other`, whichever the number asks for: "wire leads", "wires lead". `other` defaults to `one` and an s. */
  plural(count: number, one: string, other?: string): string;
  /** `5,408` in English, `5.408` in Portuguese. */
  groupDigits(count: number): string;
  /** `1 map`, `2 maps`, `5,408 maps`. */
  counted(count: number, one: string, other?: string): string;
  /** A number as the language writes it: its decimal separator and groups of digits. */
  decimal(value: number, options?: Intl.NumberFormatOptions): string;
  /** A value with at most four digits that count; one that is not finite as a dash. */
  fourFigures(value: number): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** `a, b or c`. */
  choice(items: readonly string[]): string;
}

/**
 * @param locale a BCP 47 tag: `en`, `pt-BR`
 * @param zeroIsPlural where people write "0 épocas" although CLDR counts 0 as one
 */
export function wordsOf(locale: string, { zeroIsPlural = false } = {}): SentenceParts {
  const cardinals = new Intl.PluralRules(locale);
  const integers = new Intl.NumberFormat(locale);
  const all = new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' });
  const any = new Intl.ListFormat(locale, { style: 'long', type: 'disjunction' });
  const decimal = (value: number, options?: Intl.NumberFormatOptions) =>
    value.toLocaleString(locale, options);
  const plural = (count: number, one: string, other = `${one}s`) =>
    cardinals.select(count) === 'one' && !(zeroIsPlural && count === 0) ? one : other;
  const groupDigits = (count: number) => (Math.abs(count) < 1000 ? String(count) : integers.format(count));
  return {
    plural,
    groupDigits,
    counted: (count, one, other) => `${groupDigits(count)} ${plural(count, one, other)}`,
    decimal,
    fourFigures: (value) => (Number.isFinite(value) ? decimal(value, { maximumSignificantDigits: 4 }) : '—'),
    list: (items) => all.format(items),
    choice: (items) => any.format(items),
  };
}
