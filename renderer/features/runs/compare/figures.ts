import type { EpochRecord, RunSummary } from '../../../../src/protocol/data.ts';
import { t } from '../../../i18n/index.ts';
import { formatCount, formatDuration, formatPercent } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';

const strings = t.runs.compare.figures;

export type BetterWhen = 'higher' | 'lower';

/** A figure of a run that can be put beside that of another. */
export interface Figure {
  /** Of its title, among the strings. */
  readonly name: keyof typeof strings;
  /** Null where the run has none. */
  readonly of: (run: RunSummary) => number | null;
  readonly write: (value: number) => string;
  /** Which is the better one; null where neither is. */
  readonly better: BetterWhen | null;
  /** Whether a run's can be the best; every run's where it is left out. */
  readonly counts?: (run: RunSummary) => boolean;
}

const numbers = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null && Number.isFinite(value));
const last = (run: RunSummary): EpochRecord | undefined => run.epochs.at(-1);
const most = (values: readonly (number | null)[]): number | null => {
  const known = numbers(values);
  return known.length === 0 ? null : Math.max(...known);
};
const minimum = (values: readonly (number | null)[]): number | null => {
  const known = numbers(values);
  return known.length === 0 ? null : Math.min(...known);
};

const figures: readonly Figure[] = [
  {
    name: 'testAccuracy',
    of: ({ test }) => test?.accuracy ?? null,
    write: formatPercent,
    better: 'higher',
  },
  { name: 'testLoss', of: ({ test }) => test?.loss ?? null, write: formatValue, better: 'lower' },
  {
    name: 'bestValAccuracy',
    of: ({ epochs }) => most(epochs.map(({ valAccuracy }) => valAccuracy)),
    write: formatPercent,
    better: 'higher',
  },
  {
    name: 'leastValLoss',
    of: ({ epochs }) => minimum(epochs.map(({ valLoss }) => valLoss)),
    write: formatValue,
    better: 'lower',
  },
  {
    name: 'trainAccuracy',
    of: (run) => last(run)?.accuracy ?? null,
    write: formatPercent,
    better: null,
  },
  { name: 'trainLoss', of: (run) => last(run)?.loss ?? null, write: formatValue, better: null },
  { name: 'epochs', of: ({ epochs }) => epochs.length, write: formatCount, better: null },
  {
    name: 'seconds',
    of: ({ seconds }) => seconds,
    write: formatDuration,
    better: 'lower',
    // One that was stopped, or diverged at once, is not the fastest.
    counts: ({ state }) => state === 'finished',
  },
  {
    name: 'imagesPerSecond',
    of: (run) => last(run)?.imagesPerSecond ?? null,
    write: (value) => formatCount(Math.round(value)),
    better: 'higher',
  },
  {
    name: 'pretrained',
    of: ({ pretraining }) => pretraining?.length ?? null,
    write: formatCount,
    better: null,
  },
  { name: 'params', of: ({ params }) => params, write: formatCount, better: 'lower' },
];

export interface FigureRow {
  readonly title: string;
  readonly cells: readonly { readonly text: string; readonly best: boolean }[];
}

/** The figures that any of the runs has; the best of each is marked where they differ. */
export function figureRows(runs: readonly RunSummary[]): readonly FigureRow[] {
  return figures.flatMap(({ name, of, write, better, counts = () => true }) => {
    const values = runs.map(of);
    if (numbers(values).length === 0) return [];
    const known = numbers(runs.filter(counts).map(of));
    const best = better === null ? null : better === 'higher' ? Math.max(...known) : Math.min(...known);
    const differ = new Set(known).size > 1;
    const cells = values.map((value, at) => ({
      text: value === null ? strings.none : write(value),
      best: differ && value !== null && value === best && counts(runs[at]!),
    }));
    return [{ title: strings[name], cells }];
  });
}
