import uPlot from 'uplot';
import { chartFrame, themeColor } from '../../ui/chart/frame.ts';
import { formatValue } from '../../ui/tensor/values.ts';
import type { LayerSpan, PretrainingCurve } from './pretrainingData.ts';

interface PretrainingChart {
  draw(curve: PretrainingCurve): void;
  resize(width: number, height: number): void;
  destroy(): void;
}

/** A line where a layer ends, and its name above its stretch where there is room. */
function drawStretches({ ctx, bbox, valToPos }: uPlot, stretches: readonly LayerSpan[]): void {
  const ratio = globalThis.devicePixelRatio || 1;
  ctx.save();
  ctx.font = `${11 * ratio}px "Inter Variable", sans-serif`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  ctx.lineWidth = ratio;
  ctx.strokeStyle = themeColor('--line')();
  ctx.fillStyle = themeColor('--text-dim')();
  for (const [index, { name, from, to }] of stretches.entries()) {
    const left = valToPos(from, 'x', true);
    const right = valToPos(to, 'x', true);
    if (index > 0) {
      ctx.beginPath();
      ctx.moveTo(Math.round(left), bbox.top);
      ctx.lineTo(Math.round(left), bbox.top + bbox.height);
      ctx.stroke();
    }
    if (ctx.measureText(name).width + 4 * ratio < right - left) {
      ctx.fillText(name, (left + right) / 2, bbox.top + 2 * ratio);
    }
  }
  ctx.restore();
}

/**
 * The errors of the layers one after the other: each batch thin, epochs with full dots.
 * @param onHover the row under the pointer; null when it leaves
 */
export function createPretrainingChart(
  element: HTMLElement,
  log: boolean,
  onHover: (row: number | null) => void,
): PretrainingChart {
  let stretches: readonly LayerSpan[] = [];
  const frame = chartFrame(element, {
    tick: formatValue,
    log,
    onHover,
  });
  const chart = new uPlot(
    {
      ...frame,
      // Room for the names.
      padding: [24, 8, 0, 0],
      scales: {
        ...frame.scales,
        x: { time: false, range: () => [stretches[0]?.from ?? 0, stretches.at(-1)?.to ?? 1] },
      },
      hooks: { ...frame.hooks, draw: [(self) => drawStretches(self, stretches)] },
      series: [
        {},
        { stroke: themeColor('--series-train'), width: 1, alpha: 0.45, points: { show: false } },
        {
          stroke: themeColor('--series-train'),
          width: 2,
          points: { show: true, size: 7, fill: themeColor('--series-train') },
        },
      ],
    },
    [[], [], []],
    element,
  );
  return {
    draw(curve) {
      stretches = curve.stretches;
      chart.setData(curve.columns);
    },
    resize: (width, height) => chart.setSize({ width: Math.max(1, width), height: Math.max(1, height) }),
    destroy: () => chart.destroy(),
  };
}
