import { type FigureOf, type FigureType, firstFigure } from '../../src/insight/figure.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import type { Image } from '../../src/protocol/data.ts';
import type { CallParams } from '../../src/protocol/protocol.ts';

/** The first figure of a type that a view shows. @throws Error where it shows none */
export async function shown<T extends FigureType>(
  client: EngineClient,
  params: CallParams<'insight.show'>,
  type: T,
): Promise<FigureOf<T>> {
  const { figures } = await client.call('insight.show', params);
  const found = firstFigure(figures, type);
  if (!found) throw new Error(`${params.view} shows ${figures.map(({ figure }) => figure)}, not ${type}`);
  return found;
}

/** A layer's kernel, raw. */
export const kernelOf = (client: EngineClient, run: string, layer: string) =>
  shown(client, { run, view: 'filters', layer }, 'maps');

/** A layer's output for an image, raw. */
export const outputOf = (client: EngineClient, run: string, layer: string, image: Image) =>
  shown(client, { run, view: 'feature-maps', layer, image }, 'maps');

/** What a network says of each class. */
export const classesOf = (client: EngineClient, run: string, image: Image) =>
  shown(client, { run, view: 'prediction', image }, 'bars');
