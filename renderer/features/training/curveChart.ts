import uPlot from 'uplot';
import { formatCount, formatPercent } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import type { CurveColumns, Metric } from './curveData.ts';

export const formatMetric: Readonly<Record<Metric, (value: number) => string>> = {
  loss: formatValue,
  accuracy: (value) => formatPercent(value, 1),
};

interface CurveChart {
  draw(columns: CurveColumns): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** Marks of the step axis lie this far apart: there is no half step. */
const wholeSteps = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((by) => by * 10 ** power)).flat();

const css = (name: string) => () => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * The chart: each batch thin, epochs with marks; training solid with full dots, validation dashed with hollow
 * ones, so that they are told apart without colour.
 * @param onHover the row under the pointer; null when it leaves
 */
export function createCurveChart(
  element: HTMLElement,
  metric: Metric,
  log: boolean,
  onHover: (row: number | null) => void,
): CurveChart {
  const axis = { stroke: css('--text-dim'), font: '11px "Inter Variable", sans-serif', gap: 4 };
  const grid = { stroke: css('--line'), width: 1 };
  const chart = new uPlot(
    {
      width: Math.max(1, element.clientWidth),
      height: Math.max(1, element.clientHeight),
      legend: { show: false },
      padding: [8, 8, 0, 0],
      cursor: { points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false },
        y: { distr: log ? 3 : 1, ...(metric === 'accuracy' ? { range: [0, 1] } : {}) },
      },
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
          grid,
          ticks: { show: false },
          size: 52,
          space: 28,
          values: (_, marks) => marks.map((mark) => (mark === null ? '' : tick(metric, mark))),
        },
      ],
      series: [
        {},
        { stroke: css('--series-train'), width: 1, alpha: 0.45, points: { show: false } },
        {
          stroke: css('--series-train'),
          width: 2,
          spanGaps: true,
          points: { show: true, size: 7, fill: css('--series-train') },
        },
        {
          stroke: css('--series-validation'),
          width: 2,
          dash: [6, 4],
          spanGaps: true,
          points: { show: true, size: 8, width: 2, fill: css('--surface-panel') },
        },
      ],
      hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? null)] },
    },
    [[], [], [], []],
    element,
  );
  return {
    draw: (columns) => chart.setData(columns),
    resize: (width, height) => chart.setSize({ width: Math.max(1, width), height: Math.max(1, height) }),
    destroy: () => chart.destroy(),
  };
}

const tick = (metric: Metric, mark: number): string =>
  metric === 'accuracy' ? `${Math.round(mark * 100)} %` : formatValue(Number(mark.toPrecision(3)));
