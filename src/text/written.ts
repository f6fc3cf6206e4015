import type { SentenceParts } from './words.ts';

const small = 1e-4;

/** Writes values of settings in one language: `0.001`, `5 × 5`, `yes`. A setting that is not there is a dash. */
export function writerOf(
  { decimal }: Pick<SentenceParts, 'decimal'>,
  words: { yes: string; no: string; none: string },
) {
  const number = (value: number): string =>
    value !== 0 && Math.abs(value) < small
      ? value.toExponential().replace('.', decimal(0.5).charAt(1))
      : decimal(value, { maximumSignificantDigits: 15, useGrouping: false });
  return function write(value: unknown): string {
    if (value === undefined) return '–';
    if (value === null) return words.none;
    if (typeof value === 'boolean') return value ? words.yes : words.no;
    if (typeof value === 'number') return number(value);
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'number'))
      return value.map(number).join(' × ');
    if (Array.isArray(value)) return value.length === 0 ? words.none : value.map(write).join(', ');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}

/** Settings whose value says what they are: `Adam`, `mnist-10k`. */
const obvious: ReadonlySet<string> = new Set([
  'training.optimizer',
  'training.loss',
  'training.schedule',
  'data.dataset',
]);

/**
 * A setting's title where room is short: `lr` of `training.optimizer.learningRate`, `C1 filters` of `C1.filters`;
 * empty where its value is enough.
 * @param name what one part of the path is called
 */
export function shortTitle(path: string, name: (part: string) => string): string {
  if (obvious.has(path)) return '';
  const parts = path.split('.');
  const last = name(parts.at(-1) ?? '');
  const [room, group] = parts;
  if (room === 'data') return last;
  if (room !== 'training') return [...parts.slice(0, -1), last].join(' ');
  // The optimizer's are the plain ones; `factor` alone could be anybody's.
  return parts.length > 2 && group !== 'optimizer' ? `${name(group ?? '')} ${last}` : last;
}
