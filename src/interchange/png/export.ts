import { z } from 'zod';
import { serializeDocument } from '../../document/serialize.ts';
import { drawFigure } from '../figure/draw.ts';
import { type FigureOptions, figureOptions } from '../figure/options.ts';
import { pngOf } from '../figure/png.ts';
import type { FormatOf } from '../format.ts';

const options = z.strictObject({
  ...figureOptions.shape,
  /** Pixels for one of the figure's units. */
  scale: z.number().min(0.25).max(8).default(2),
});

type Options = FigureOptions & { readonly scale: number };

/** A figure of the network as pixels; the document is inside of it. */
export const png: FormatOf<'document', Options> = {
  id: 'png',
  source: 'document',
  extensions: ['.png'],
  options,
  supports: () => [],
  async *write(source, { scale, ...rest }) {
    const drawn = await pngOf(drawFigure(source, rest), scale, serializeDocument(source.document));
    yield { path: 'network.png', chunks: [drawn] };
  },
};
