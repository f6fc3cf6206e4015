import { type Reading, readNumber } from '../../ui/readNumber.ts';

/** Numbers as a shape is written: `28 x 28 x 1`, `28, 28, 1`, `28 28 1`, `[28, 28, 1]`. */
export function readNumbers(text: string): Reading<readonly number[]> {
  const parts = text
    .replace(/^\s*[[(]|[\])]\s*$/g, '')
    .split(/\s*[x×*,;]\s*|\s+/i)
    .filter((part) => part !== '');
  if (parts.length === 0) return null;
  const values = parts.map(readNumber);
  return values.every((reading) => reading !== null)
    ? { value: values.map((reading) => reading!.value) }
    : null;
}

export function writeNumbers(values: readonly number[]): string {
  return values.join(' × ');
}
