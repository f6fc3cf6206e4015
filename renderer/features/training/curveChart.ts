import uPlot from 'uplot';
import { metricOf } from '../../../src/training/metrics/registry.ts';
import { chartFrame, themeColor } from '../../ui/chart/frame.ts';
import { formatPercent } from '../../ui/numbers.ts';
import { formatLoss, formatValue } from '../../ui/tensor/values.ts';
import type { CurveColumns, Metric } from './curveData.ts';

const formats: Readonly<Record<string, (value: number) => string>> = {
  loss: formatLoss,
  accuracy: (value) => formatPercent(value, 1),
};

export const formatMetric = (metric: Metric, value: number): string =>
  formats[metric]?.(value) ?? formatValue(value);

/** Shares and scores of classes lie between 0 and 1; the rest is fitted. */
const isShare = (metric: Metric): boolean => {
  const of = metricOf(metric)?.of;
  return of === 'classes' || of === 'counts';
};

interface CurveChart {
  draw(columns: CurveColumns): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/**
 * The chart: each batch thin, epochs with marks; training solid with full dots, validation dashed with hollow
 * ones, so that they are distinguished without color.
 * @param onHover the row under the pointer; null when it leaves
 */
export function createCurveChart(
  element: HTMLElement,
  metric: Metric,
  log: boolean,
  onHover: (row: number | null) => void,
): CurveChart {
  const chart = new uPlot(
    {
      ...chartFrame(element, {
        tick: (mark) => tick(metric, mark),
        log,
        onHover,
        ...(isShare(metric) ? { range: [0, 1] } : {}),
      }),
      series: [
        {},
        { stroke: themeColor('--series-train'), width: 1, alpha: 0.45, points: { show: false } },
        {
          stroke: themeColor('--series-train'),
          width: 2,
          spanGaps: true,
          points: { show: true, size: 7, fill: themeColor('--series-train') },
        },
        {
          stroke: themeColor('--series-validation'),
          width: 2,
          dash: [6, 4],
          spanGaps: true,
          points: { show: true, size: 8, width: 2, fill: themeColor('--surface-panel') },
        },
      ],
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
  metric === 'accuracy' ? formatPercent(mark, 0) : formatValue(mark);
