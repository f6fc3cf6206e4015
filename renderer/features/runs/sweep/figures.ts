import { shortSetting, shortTitle } from '../../../../src/document/compare/short.ts';
import { settingTitle, writeSetting } from '../../../../src/document/compare/words.ts';
import type { SweepInfo, SweepPoint } from '../../../../src/protocol/sweeps.ts';
import { sentence } from '../../../../src/text/message.ts';
import { formatPercent } from '../../../ui/numbers.ts';
import { formatValue } from '../../../ui/tensor/values.ts';

export interface PlotProps {
  readonly sweep: SweepInfo;
  readonly chosen: string | null;
  readonly onChoose: (point: string) => void;
}

/** Whether the points are judged by accuracy; a network that returns its input has none. */
export const isAccuracy = (sweep: SweepInfo): boolean =>
  sweep.points.some(({ last }) => last !== null && last.accuracy !== null);

export const writeScore = (score: number, accuracy: boolean): string =>
  accuracy ? formatPercent(score) : formatValue(-score);

/** What stands over a column: `lr`, `C1 filters`, `Optimizer`. */
export const shortPath = (path: string): string =>
  shortTitle(path) || settingTitle(path.split('.').at(-1) ?? path);

/** What a point is called: the values that make it one, `lr 0.01, C1 filters 6`. */
export const pointName = ({ values }: Pick<SweepPoint, 'values'>): string =>
  Object.entries(values)
    .map(([path, value]) => sentence(shortSetting(path, value)))
    .join(', ');

export const writeValue = (point: SweepPoint, path: string): string => writeSetting(point.values[path]);

export const hasScore = (point: SweepPoint): point is SweepPoint & { score: number } => point.score !== null;

/** Which places the values of an axis have, from 0 to 1: numbers by size, on a logarithm where they span it. */
export function placesOf(values: readonly unknown[], log: boolean): (value: unknown) => number {
  if (values.every((value) => typeof value === 'number')) {
    const scale = log && values.every((value) => value > 0) ? Math.log : (value: number): number => value;
    const low = scale(Math.min(...values));
    const span = scale(Math.max(...values)) - low;
    return (value) => (span > 0 ? (scale(value as number) - low) / span : 0.5);
  }
  const distinct = [...new Set(values.map((value) => JSON.stringify(value)))].sort();
  return (value) =>
    distinct.length > 1 ? distinct.indexOf(JSON.stringify(value)) / (distinct.length - 1) : 0.5;
}
