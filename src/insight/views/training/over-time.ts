import { message, type Text } from '../../../text/message.ts';
import type { FigureOf } from '../../figure.ts';

/** The shares of values that lie below each line. */
export const shares = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1];

/** As numpy's `quantile`, linear between neighbors. @param sorted ascending */
export function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const next = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return sorted[below]! + (at - below) * (next - sorted[below]!);
}

/** Values over steps. */
export interface Line {
  readonly label: Text;
  readonly x: number[];
  readonly y: number[];
}

export const lineOf = (label: Text): Line => ({ label, x: [], y: [] });

/** Lines over the steps of a run. @param title, y captions of the view, which has one called `step` too */
export const timeLines = (
  view: string,
  title: string,
  y: string,
  lines: readonly Line[],
): FigureOf<'lines'> => {
  const caption = (name: string) => message('members.caption', { view, name });
  return {
    figure: 'lines',
    title: caption(title),
    x: { label: caption('step'), min: null, max: null },
    y: { label: caption(y), min: null, max: null },
    series: lines.map(({ label, x, y: values }) => ({
      label,
      style: x.length > 60 ? 'line' : 'points',
      x: Float32Array.from(x),
      y: Float32Array.from(values),
    })),
  };
};
