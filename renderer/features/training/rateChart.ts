import uPlot from 'uplot';
import type { RateSearch } from '../../../src/protocol/data.ts';
import { formatFigures, formatTyped, localSeparator } from '../../ui/numbers.ts';
import { formatValue } from '../../ui/tensor/values.ts';

export interface RateChart {
  draw(search: RateSearch): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

const css = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** `0.001`, `1e-5`. */
export const formatRate = (rate: number): string =>
  rate >= 1e-4 ? formatFigures(rate) : localSeparator(rate.toExponential().replace(/\.\d+/, fraction));

const fraction = (digits: string): string => {
  const kept = digits.slice(0, 2);
  return kept === '.0' ? '' : kept;
};

/**
 * What of the losses is worth seeing: where they blow up the curve leaves through the top. Room above the first
 * losses, for the small steps of the range hover around them.
 */
export function lossRange({ loss, smoothed }: RateSearch): [number, number] {
  const began = smoothed[0] ?? 1;
  const least = Math.min(...smoothed, ...loss);
  const most = Math.min(Math.max(...smoothed, ...loss), began + 0.5 * (began - least) + 0.1 * began);
  const room = 0.08 * (most - least || 1);
  return [least - room, most + room];
}

/** The loss over the rate on a logarithmic axis: each step faint, the smoothed loss over it, marks for what was read. */
export function createRateChart(element: HTMLElement, onHover: (at: number | null) => void): RateChart {
  let shown: RateSearch | null = null;
  const axis = { stroke: css('--text-dim'), font: '11px "Inter Variable", sans-serif', gap: 4 };
  const grid = { stroke: css('--line'), width: 1 };

  /** A vertical line at a rate. */
  const mark = (chart: uPlot, rate: number, color: string, dash: number[]): void => {
    const { ctx, bbox } = chart;
    const x = Math.round(chart.valToPos(rate, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    ctx.save();
    ctx.strokeStyle = color;
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.restore();
  };

  const chart = new uPlot(
    {
      width: Math.max(1, element.clientWidth),
      height: Math.max(1, element.clientHeight),
      legend: { show: false },
      padding: [8, 20, 0, 0],
      cursor: { points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, distr: 3, range: () => (shown ? [shown.from, shown.to] : [1e-6, 1]) },
        y: { range: () => (shown && shown.loss.length > 0 ? lossRange(shown) : [0, 1]) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          ticks: { ...grid, size: 4 },
          size: 24,
          // uPlot offers nine marks a decade.
          filter: (_, rates) => rates.map((rate) => (isPower(rate) ? rate : null)),
          values: (_, rates) =>
            rates.map((rate) =>
              rate === null ? '' : rate < 0.01 ? rate.toExponential(0) : formatTyped(rate),
            ),
        },
        {
          ...axis,
          grid,
          ticks: { show: false },
          size: 40,
          space: 28,
          values: (_, losses) => losses.map((loss) => formatValue(loss)),
        },
      ],
      series: [
        {},
        { stroke: css('--series-train'), width: 1, alpha: 0.4, points: { show: false } },
        { stroke: css('--series-train'), width: 2, points: { show: false } },
      ],
      hooks: {
        setCursor: [({ cursor }) => onHover(cursor.idx ?? null)],
        draw: [
          (own) => {
            const suggestion = shown?.suggestion;
            if (!suggestion) return;
            mark(own, suggestion.steepest, css('--text-faint'), [2, 3]);
            mark(own, suggestion.rate, css('--good'), []);
          },
        ],
      },
    },
    [[], [], []],
    element,
  );
  return {
    draw(search) {
      shown = search;
      chart.setData([search.rates, search.loss, search.smoothed]);
    },
    resize: (width, height) => chart.setSize({ width: Math.max(1, width), height: Math.max(1, height) }),
    destroy: () => chart.destroy(),
  };
}

const isPower = (rate: number): boolean => Math.abs(Math.log10(rate) - Math.round(Math.log10(rate))) < 1e-9;
