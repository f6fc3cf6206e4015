import { newDocument } from '../create.ts';
import type { ConvasDocument } from '../schema.ts';
import { connect } from './edges.ts';
import { addLayer, type LayerParams } from './layers.ts';

export type ChainStep = readonly [kind: string, params?: LayerParams, name?: string];

/** Room of a card and its gap on the canvas. */
export const columnWidth = 264;

/** A document of layers one after the other, wired in a row and laid out from left to right. */
export function chain(name: string, steps: readonly ChainStep[]): ConvasDocument {
  let document = newDocument(name);
  let last: string | null = null;
  for (const [index, [kind, params, layerName]] of steps.entries()) {
    const added = addLayer(document, kind, { x: index * columnWidth, y: 0 }, params, layerName);
    document = last === null ? added.document : connect(added.document, last, added.id);
    last = added.id;
  }
  return document;
}
