import type { ReactNode } from 'react';
import type { Figure, FigureOf, FigureType } from '../../../../src/insight/figure.ts';
import { ScatterFigure } from '../../../ui/figures/ScatterFigure.tsx';
import { BarsFigure } from './BarsFigure.tsx';
import { GalleryFigure } from './GalleryFigure.tsx';
import { HistogramFigure } from './HistogramFigure.tsx';
import { LinesFigure } from './LinesFigure.tsx';
import { MapsFigure } from './MapsFigure.tsx';
import { OverlayFigure } from './OverlayFigure.tsx';
import { PictureFigure } from './PictureFigure.tsx';
import { TableFigure } from './TableFigure.tsx';
import { UnitFigure } from './UnitFigure.tsx';

type Components = { readonly [T in FigureType]: (props: { readonly figure: FigureOf<T> }) => ReactNode };

const components: Components = {
  maps: MapsFigure,
  picture: PictureFigure,
  overlay: OverlayFigure,
  bars: BarsFigure,
  histogram: HistogramFigure,
  table: TableFigure,
  lines: LinesFigure,
  scatter: ScatterFigure,
  gallery: GalleryFigure,
  unit: UnitFigure,
};

function FigureView({ figure }: { readonly figure: Figure }) {
  const Component = components[figure.figure] as (props: { readonly figure: Figure }) => ReactNode;
  return <Component figure={figure} />;
}

/** By what a figure shows: of another layer, view or shape it is another. Several alike keep their order. */
function keysOf(figures: readonly Figure[]): readonly string[] {
  const seen = new Map<string, number>();
  return figures.map((figure) => {
    const key = `${figure.figure} ${'of' in figure ? figure.of : ''} ${'shape' in figure ? figure.shape.join() : ''}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return `${key} ${before}`;
  });
}

/** What a view shows, one after the other. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  const keys = keysOf(figures);
  return figures.map((figure, at) => <FigureView key={keys[at]} figure={figure} />);
}
