import { wordsOf } from '../words.ts';

/** Brazilian Portuguese numbers and plurals. */
export const { plural, groupDigits, counted, decimal, fourFigures, list, choice } = wordsOf('pt-BR', {
  zeroIsPlural: true,
});

/** `"a"`, `"a" e "b"`, `"a", "b" e mais 3`. @param count of all; `names` may be the first of them */
export const quoted = (names: readonly string[], count = names.length): string => {
  const rest = count > names.length ? [`mais ${groupDigits(count - names.length)}`] : [];
  return list([...names.map((name) => `"${name}"`), ...rest]);
};

/** `8,2 GB`, `64 GB`. */
export const gigabytes = (bytes: number): string => {
  const digits = bytes < 1e10 ? 1 : 0;
  return `${decimal(bytes / 1e9, { minimumFractionDigits: digits, maximumFractionDigits: digits })} GB`;
};

/** A share as a percentage. */
export const percent = (share: number): string => `${decimal(100 * share, { maximumFractionDigits: 0 })}%`;
