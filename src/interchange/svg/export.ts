import { serializeDocument } from '../../document/serialize.ts';
import { drawFigure } from '../figure/draw.ts';
import { type FigureOptions, figureOptions } from '../figure/options.ts';
import { svgOf } from '../figure/svg.ts';
import { type FormatOf, textFile } from '../format.ts';

/** A figure of the network for the web and for drawing programs; the document is inside of it. */
export const svg: FormatOf<'document', FigureOptions> = {
  id: 'svg',
  source: 'document',
  extensions: ['.svg'],
  options: figureOptions,
  supports: () => [],
  write(source, options) {
    const document = serializeDocument(source.document);
    return [textFile('network.svg', svgOf(drawFigure(source, options), { title: source.name, document }))];
  },
};
