import { useRun } from '../../stores/runs/runStore.ts';
import { trainingSeries } from '../../stores/runs/trainingSeries.ts';

interface Chart {
  resize(width: number, height: number): void;
  destroy(): void;
}

/**
 * Keeps a chart in its element: drawn at once and then once a frame at the most while the run moves, resized with
 * the element.
 * @returns what ends it and destroys the chart
 */
export function followRun(element: HTMLElement, chart: Chart, draw: () => void): () => void {
  let frame = 0;
  const soon = (): void => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  };
  const sizes = new ResizeObserver(() => chart.resize(element.clientWidth, element.clientHeight));
  sizes.observe(element);
  const ends = [trainingSeries.subscribe(soon), useRun.subscribe(soon)];
  draw();
  return () => {
    for (const end of ends) end();
    cancelAnimationFrame(frame);
    sizes.disconnect();
    chart.destroy();
  };
}
