import { useMemo } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { drawLines } from '../../../../src/insight/paint/plots.ts';
import { sentence } from '../../../../src/text/message.ts';
import { ChartTable } from '../../../ui/chart/ChartTable.tsx';
import { DrawingView } from '../../../ui/figures/DrawingView.tsx';
import { plotWidth, windowPalette } from '../../../ui/figures/palette.ts';
import { formatValue } from '../../../ui/tensor/values.ts';

/** Values over values, each series a line. */
export function LinesFigure({ figure }: { readonly figure: FigureOf<'lines'> }) {
  const drawing = useMemo(() => drawLines(figure, windowPalette, plotWidth), [figure]);
  const label = sentence(figure.title ?? figure.y.label);
  const points = useMemo(
    () =>
      figure.series.flatMap((series) =>
        Array.from(series.x, (x, at) => [
          sentence(series.label),
          formatValue(x),
          formatValue(series.y[at] ?? Number.NaN),
        ]),
      ),
    [figure],
  );
  const columns = ['', sentence(figure.x.label), sentence(figure.y.label)];
  return (
    <>
      <DrawingView drawing={drawing} label={label} />
      <ChartTable chart={label} columns={columns} count={points.length} row={(at) => points[at]!} />
    </>
  );
}
