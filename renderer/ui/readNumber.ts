/** What a person has typed, read: a value, or nothing yet that could be one. */
export type Reading<T> = { readonly value: T } | null;

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as people write it: `0.5`, `1e-3`, `1,024`, ` 12 `; null for anything else. */
export function readNumber(text: string): Reading<number> {
  const written = text.trim().replace(/(\d),(?=\d{3}(\D|$))/g, '$1');
  if (!number.test(written)) return null;
  const value = Number(written);
  return Number.isFinite(value) ? { value } : null;
}
