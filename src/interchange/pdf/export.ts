import { serializeDocument } from '../../document/serialize.ts';
import { drawFigure } from '../figure/draw.ts';
import { type FigureOptions, figureOptions } from '../figure/options.ts';
import { pdfOf } from '../figure/pdf.ts';
import type { FormatOf } from '../format.ts';

/** A figure of the network for print; the document is attached to it. */
export const pdf: FormatOf<'document', FigureOptions> = {
  id: 'pdf',
  source: 'document',
  extensions: ['.pdf'],
  options: figureOptions,
  supports: () => [],
  write(source, options) {
    const attached = { name: 'network.convas', text: serializeDocument(source.document) };
    return [{ path: 'network.pdf', chunks: [pdfOf(drawFigure(source, options), source.name, attached)] }];
  },
};
