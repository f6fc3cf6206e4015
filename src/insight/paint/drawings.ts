import type { Figure, FigureOf, FigureType } from '../figure.ts';
import type { Drawing, Palette } from './drawing.ts';
import { drawGallery } from './gallery.ts';
import { drawLines, drawScatter, drawTable } from './plots.ts';
import { drawUnit } from './unit.ts';

/** Units that a plot is wide in a file. */
const plotWidth = 560;

type Drawers = { readonly [T in FigureType]: ((figure: FigureOf<T>, palette: Palette) => Drawing) | null };

/** Null for figures that are pixels. */
const drawers: Drawers = {
  maps: null,
  picture: null,
  overlay: null,
  bars: null,
  histogram: null,
  table: drawTable,
  lines: (figure, palette) => drawLines(figure, palette, plotWidth),
  scatter: (figure, palette) => drawScatter(figure, palette, plotWidth),
  gallery: drawGallery,
  unit: (figure, palette) => drawUnit(figure, palette, plotWidth),
};

/** A figure as lines and words; null for one that is made of pixels. */
export const drawingOf = (figure: Figure, palette: Palette): Drawing | null =>
  (drawers[figure.figure] as ((figure: Figure, palette: Palette) => Drawing) | null)?.(figure, palette) ??
  null;
