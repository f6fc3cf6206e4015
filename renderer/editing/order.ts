import { blockInputKind, blockOutputKind, isPort } from '../../src/document/blocks.ts';
import { namePath } from '../../src/document/place.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import type { Analysis, LayerAnalysis } from '../../src/network/network.ts';

const ranks = new WeakMap<Analysis, ReadonlyMap<string, number>>();

/** Where each layer, by its path, stands in the order of the signal. */
function rankOf(analysis: Analysis): ReadonlyMap<string, number> {
  const known = ranks.get(analysis);
  if (known) return known;
  const made = new Map(analysis.layers.map((layer, index) => [layer.id, index]));
  for (const block of analysis.blocks)
    if (block.layers[0] !== undefined) made.set(block.id, made.get(block.layers[0]) ?? Infinity);
  // Behind what they pass on, and before what takes it.
  for (const { id, output } of analysis.bypassed)
    if (output !== null) made.set(id, (made.get(output) ?? Infinity) + 0.5);
  ranks.set(analysis, made);
  return made;
}

/** The layers of a part in the order in which data runs through them; a block's ports at its ends. */
export function signalOrder(
  { layers }: ConvasDocument,
  byLayer: ReadonlyMap<string, LayerAnalysis>,
  analysis: Analysis,
): readonly LayerNode[] {
  const rank = rankOf(analysis);
  const place = (layer: LayerNode): number => {
    if (layer.kind === blockInputKind) return -1;
    if (layer.kind === blockOutputKind) return Number.MAX_VALUE;
    return rank.get(byLayer.get(layer.id)?.id ?? layer.id) ?? Number.MAX_SAFE_INTEGER;
  };
  return layers
    .map((layer, index) => ({ layer, key: place(layer), index }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ layer }) => layer);
}

/** Every layer of the network, bypassed ones too, in the order of the signal. */
export function allInOrder(analysis: Analysis): readonly LayerAnalysis[] {
  const rank = rankOf(analysis);
  return [...analysis.layers, ...analysis.bypassed]
    .map((layer, index) => ({ layer, key: rank.get(layer.id) ?? Number.MAX_SAFE_INTEGER, index }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ layer }) => layer);
}

/** The layers of a part in the order of the signal, its ports left out. */
export const layersInOrder = (
  document: ConvasDocument,
  byLayer: ReadonlyMap<string, LayerAnalysis>,
  analysis: Analysis,
): readonly LayerNode[] => signalOrder(document, byLayer, analysis).filter((layer) => !isPort(layer));

export interface NamedLayer {
  readonly path: string;
  readonly name: string;
  readonly kind: string;
}

/** Every layer of a document by the name that says where it is, those inside of blocks too; blocks come first. */
export function everyLayer(document: ConvasDocument, analysis: Analysis): readonly NamedLayer[] {
  const plain = document.layers.map(({ id, name, kind }) => ({ path: id, name, kind }));
  const here = new Set(plain.map(({ path }) => path));
  const inside = [...analysis.blocks, ...analysis.layers, ...analysis.bypassed].filter(
    ({ id }) => !here.has(id),
  );
  return [...plain, ...inside.map(({ id, kind }) => ({ path: id, name: namePath(document, id), kind }))];
}
