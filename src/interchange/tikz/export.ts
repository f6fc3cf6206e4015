import { drawFigure } from '../figure/draw.ts';
import { type FigureOptions, figureOptions } from '../figure/options.ts';
import { tikzOf } from '../figure/tikz.ts';
import { type FormatOf, textFile } from '../format.ts';

/** A figure of the network for LaTeX, in the fonts of the document around it. */
export const tikz: FormatOf<'document', FigureOptions> = {
  id: 'tikz',
  source: 'document',
  extensions: ['.tex', '.tikz'],
  options: figureOptions,
  supports: () => [],
  write: (source, options) => [textFile('network.tex', tikzOf(drawFigure(source, options), source.name))],
};
