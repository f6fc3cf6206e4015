import uPlot from 'uplot';
import { chartFrame, themeColor } from '../../../ui/chart/frame.ts';
import type { CompareColumns } from './columns.ts';
import { type RunStyle, runStyles } from './styles.ts';

interface CompareChart {
  draw(columns: CompareColumns): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** The letter of each line at its last point, so that it is known without the legend. */
function drawLetters(chart: uPlot, styles: readonly RunStyle[]): void {
  const { ctx } = chart;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${11 * scale}px "Inter Variable", sans-serif`;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const [at, { letter, color }] of styles.entries()) {
    const values = chart.data[at + 1] ?? [];
    let row = values.length - 1;
    while (row >= 0 && values[row] == null) row--;
    if (row < 0) continue;
    const x = chart.valToPos(chart.data[0][row]!, 'x', true);
    const y = chart.valToPos(values[row]!, 'y', true);
    if (!Number.isFinite(y)) continue;
    ctx.fillStyle = themeColor(color)();
    ctx.fillText(letter, x + 6 * scale, y);
  }
  ctx.restore();
}

/** Several runs in one chart, each with its color, dash and letter. */
export function createCompareChart(
  element: HTMLElement,
  count: number,
  { tick, log, onHover }: Parameters<typeof chartFrame>[1],
): CompareChart {
  const styles = runStyles.slice(0, count);
  const frame = chartFrame(element, { tick, log: log ?? false, onHover });
  const chart = new uPlot(
    {
      ...frame,
      padding: [8, 18, 0, 0],
      series: [
        {},
        ...styles.map(
          ({ color, dash }): uPlot.Series => ({
            stroke: themeColor(color),
            width: 2,
            dash: [...dash],
            spanGaps: false,
            points: { show: true, size: 5, fill: themeColor(color), stroke: themeColor(color) },
          }),
        ),
      ],
      hooks: { ...frame.hooks, draw: [(own) => drawLetters(own, styles)] },
    },
    [[], ...styles.map(() => [])],
    element,
  );
  return {
    draw: (columns) => chart.setData(columns),
    resize: (width, height) => chart.setSize({ width: Math.max(1, width), height: Math.max(1, height) }),
    destroy: () => chart.destroy(),
  };
}
