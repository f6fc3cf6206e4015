import { useMemo } from 'react';
import type { FigureOf } from '../../../../src/insight/figure.ts';
import { drawLines } from '../../../../src/insight/paint/plots.ts';
import { sentence } from '../../../../src/text/message.ts';
import { DrawingView } from './DrawingView.tsx';
import { plotWidth, windowPalette } from './palette.ts';

/** Values over values, each series a line. */
export function LinesFigure({ figure }: { readonly figure: FigureOf<'lines'> }) {
  const drawing = useMemo(() => drawLines(figure, windowPalette, plotWidth), [figure]);
  return <DrawingView drawing={drawing} label={sentence(figure.title ?? figure.y.label)} />;
}
