import type uPlot from 'uplot';
import { formatCount } from '../numbers.ts';

/** A color of the theme, asked for when it is drawn with. */
export const themeColor = (name: string) => (): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Marks of an axis that counts lie this far apart: there is no half step. */
const wholeSteps = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((by) => by * 10 ** power)).flat();

/** On a log scale a line for each power of ten: the ones between crowd a low chart. */
const powersOfTen = (_: uPlot, marks: number[]): (number | null)[] =>
  marks.map((mark) => (Number.isInteger(Number(Math.log10(mark).toFixed(9))) ? mark : null));

interface Frame {
  /** Writes a mark of the vertical axis. */
  readonly tick: (mark: number) => string;
  readonly log?: boolean;
  /** Of the vertical axis; fitted to the data where it is left out. */
  readonly range?: uPlot.Range.MinMax;
  /** The row under the pointer; null when it leaves. */
  readonly onHover: (row: number | null) => void;
}

/** A chart's look without its series: steps or epochs to the right, a grid of values, no legend of its own. */
export function chartFrame(element: HTMLElement, { tick, log = false, range, onHover }: Frame) {
  const axis = { stroke: themeColor('--text-dim'), font: '11px "Inter Variable", sans-serif', gap: 4 };
  const grid = { stroke: themeColor('--line'), width: 1 };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    // To the right, room for half of the last mark: it stands below the end of the chart.
    padding: [8, 24, 0, 0],
    cursor: { points: { show: false }, drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { distr: log ? 3 : 1, ...(range ? { range } : {}) } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        ticks: grid,
        size: 28,
        incrs: wholeSteps,
        values: (_, marks) => marks.map(formatCount),
      },
      {
        ...axis,
        grid: log ? { ...grid, filter: powersOfTen } : grid,
        ticks: { show: false },
        // The point of the first epoch lies on the axis: its mark keeps clear of it.
        gap: 8,
        size: 52,
        space: 28,
        values: (_, marks) => marks.map((mark) => (mark === null ? '' : tick(mark))),
      },
    ],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? null)] },
  } satisfies Partial<uPlot.Options>;
}
