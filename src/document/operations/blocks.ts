import { blockKind, definitionOf, inputPorts } from '../blocks.ts';
import { clampPosition, clampRepeat, clip, limits } from '../limits.ts';
import { freshIds, layerNames, uniqueNames } from '../names.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from '../schema.ts';
import { updateLayer } from './layers.ts';

/** Takes inputs from a block, and from every layer that stands for it the wires that led to them. */
export function removeBlockInputs(
  document: ConvasDocument,
  id: string,
  ports: ReadonlySet<string>,
): ConvasDocument {
  const block = document.blocks.find((candidate) => candidate.id === id);
  const places = new Set(
    block ? inputPorts(block).flatMap((port, at) => (ports.has(port.id) ? [at] : [])) : [],
  );
  if (!block || places.size === 0) return document;
  const unwire = <P extends Pick<ConvasDocument, 'layers' | 'edges'>>(part: P): P => {
    const instances = new Set(
      part.layers.filter((layer) => layer.block?.definition === id).map((layer) => layer.id),
    );
    const seen = new Map<string, number>();
    const edges = part.edges.filter(({ target }) => {
      if (!instances.has(target)) return true;
      const at = seen.get(target) ?? 0;
      seen.set(target, at + 1);
      return !places.has(at);
    });
    return edges.length === part.edges.length ? part : { ...part, edges };
  };
  const without = updateBlock(document, id, (own) => ({
    ...own,
    layers: own.layers.filter((layer) => !ports.has(layer.id)),
    edges: own.edges.filter((edge) => !ports.has(edge.source) && !ports.has(edge.target)),
  }));
  return { ...unwire(without), blocks: without.blocks.map(unwire) };
}

/** Adds an instance of a block of the document. */
export function addInstance(
  document: ConvasDocument,
  definition: string,
  position: { readonly x: number; readonly y: number },
): { document: ConvasDocument; id: string } | null {
  const block = document.blocks.find((candidate) => candidate.id === definition);
  if (!block) return null;
  const instance: LayerNode = {
    id: freshIds(document, 'layer')(),
    kind: blockKind,
    name: layerNames(document)(block.name),
    params: {},
    position: clampPosition(position),
    block: { definition, repeat: 1 },
  };
  return { document: { ...document, layers: [...document.layers, instance] }, id: instance.id };
}

/** Sets how many times in a row an instance stands; from 1 to `limits.repeat`. */
export function setRepeat(document: ConvasDocument, id: string, repeat: number): ConvasDocument {
  if (Number.isNaN(repeat)) return document;
  const times = clampRepeat(repeat);
  return updateLayer(document, id, (layer) =>
    !layer.block || layer.block.repeat === times
      ? layer
      : { ...layer, block: { ...layer.block, repeat: times } },
  );
}

/** Changes one definition; the others keep their identity, and the document its own where nothing changes. */
export function updateBlock(
  document: ConvasDocument,
  id: string,
  change: (block: BlockDefinition) => BlockDefinition,
): ConvasDocument {
  const blocks = document.blocks.map((block) => (block.id === id ? change(block) : block));
  return blocks.some((block, index) => block !== document.blocks[index]) ? { ...document, blocks } : document;
}

export function renameBlock(document: ConvasDocument, id: string, name: string): ConvasDocument {
  const wanted = clip(name.trim(), limits.name);
  return wanted === '' ? document : updateBlock(document, id, (block) => ({ ...block, name: wanted }));
}

/** How many layers stand for each block, in the network and inside of other blocks; those that none does are missing. */
export function instanceCounts(document: ConvasDocument): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { layers } of [document, ...document.blocks])
    for (const { block } of layers)
      if (block) counts.set(block.definition, (counts.get(block.definition) ?? 0) + 1);
  return counts;
}

export const countInstances = (document: ConvasDocument, id: string): number =>
  instanceCounts(document).get(id) ?? 0;

/** Whether a block is another, or holds it, however deep. */
export function holdsBlock(document: ConvasDocument, outer: string, inner: string): boolean {
  const blocks = new Map(document.blocks.map((block) => [block.id, block]));
  const open = new Set([outer]);
  for (const id of open) {
    if (id === inner) return true;
    for (const layer of blocks.get(id)?.layers ?? []) if (layer.block) open.add(layer.block.definition);
  }
  return false;
}

/** Gives a layer that shares its block with others a block of its own, alike at first. */
export function detachInstance(document: ConvasDocument, instance: string): ConvasDocument {
  const layer = document.layers.find((candidate) => candidate.id === instance);
  const block = layer && definitionOf(document, layer);
  if (!layer?.block || !block) return document;
  const name = uniqueNames(
    document.blocks.map((other) => other.name),
    limits.name,
  )(block.name);
  const own = { ...block, id: freshIds(document, 'block')(), name: name.replace(/_(\d+)$/, ' $1') };
  const repointed = updateLayer(document, instance, (before) => ({
    ...before,
    block: { ...before.block!, definition: own.id },
  }));
  return { ...repointed, blocks: [...document.blocks, own] };
}

/** Removes a definition that no layer uses; the same document while one does. */
export function removeBlock(document: ConvasDocument, id: string): ConvasDocument {
  if (countInstances(document, id) > 0) return document;
  const blocks = document.blocks.filter((block) => block.id !== id);
  return blocks.length === document.blocks.length ? document : { ...document, blocks };
}
