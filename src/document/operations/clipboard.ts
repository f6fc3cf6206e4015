import { isPort } from '../blocks.ts';
import { newDocument } from '../create.ts';
import { clampPosition } from '../limits.ts';
import { freshIds, layerNames } from '../names.ts';
import type { BlockDefinition, ConvasDocument, LayerNode } from '../schema.ts';
import type { Position } from './layers.ts';

/** The definitions that the layers stand for, and those inside of these. */
function usedBlocks(document: ConvasDocument, layers: readonly LayerNode[]): BlockDefinition[] {
  const used = new Set<string>();
  const open = [...layers];
  for (let layer = open.pop(); layer; layer = open.pop()) {
    const id = layer.block?.definition;
    if (id === undefined || used.has(id)) continue;
    used.add(id);
    open.push(...(document.blocks.find((block) => block.id === id)?.layers ?? []));
  }
  return document.blocks.filter((block) => used.has(block.id));
}

/** The definitions with those that others hold before them. */
function innerFirst(blocks: readonly BlockDefinition[]): BlockDefinition[] {
  const sorted = new Set<BlockDefinition>();
  const begun = new Set<BlockDefinition>();
  const open = [...blocks].reverse();
  for (let block = open.at(-1); block; block = open.at(-1)) {
    if (begun.has(block)) {
      sorted.add(block);
      open.pop();
      continue;
    }
    begun.add(block);
    const held = new Set(block.layers.flatMap((layer) => layer.block?.definition ?? []));
    open.push(...blocks.filter((other) => held.has(other.id) && !begun.has(other)));
  }
  return [...sorted];
}

/** What a definition says, whatever it is called by and in whatever order its parts were written. */
const content = (block: BlockDefinition): string =>
  JSON.stringify({ ...block, id: '' }, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/**
 * The fragment's blocks under ids that are free in the document; one that the document has already, alike in
 * every part, is taken from there.
 */
function adoptBlocks(document: ConvasDocument, fragment: ConvasDocument) {
  const fresh = freshIds(document, 'block');
  const known = new Map(document.blocks.map((block) => [content(block), block.id]));
  const ids = new Map<string, string>();
  const blocks: BlockDefinition[] = [];
  const adopt = (layer: LayerNode): LayerNode => {
    const id = layer.block && ids.get(layer.block.definition);
    if (!layer.block || id === undefined || id === layer.block.definition) return layer;
    return { ...layer, block: { ...layer.block, definition: id } };
  };
  for (const block of innerFirst(fragment.blocks)) {
    const adopted = { ...block, layers: block.layers.map(adopt) };
    const same = known.get(content(adopted));
    const id = same ?? fresh();
    ids.set(block.id, id);
    if (same !== undefined) continue;
    known.set(content(adopted), id);
    blocks.push({ ...adopted, id });
  }
  return { blocks, adopt };
}

/**
 * The chosen layers and notes with the wires between them, as a document of its own, a block's ports left out: serialized, it is the
 * clipboard's text, and reading it back takes the same checks and migrations as any file.
 */
export function copy(document: ConvasDocument, ids: Iterable<string>): ConvasDocument {
  const chosen = new Set(ids);
  const layers = document.layers.filter((layer) => chosen.has(layer.id) && !isPort(layer));
  const copied = new Set(layers.map((layer) => layer.id));
  return {
    ...newDocument(document.name),
    layers,
    blocks: usedBlocks(document, layers),
    edges: document.edges.filter((edge) => copied.has(edge.source) && copied.has(edge.target)),
    notes: document.notes.filter((note) => chosen.has(note.id)),
  };
}

/** Adds all of `fragment`, moved by `offset`, under fresh ids and unique names. `ids`: the layers and notes added. */
export function paste(
  document: ConvasDocument,
  fragment: ConvasDocument,
  offset: Position,
): { document: ConvasDocument; ids: string[] } {
  if (fragment.layers.length + fragment.notes.length === 0) return { document, ids: [] };
  const uniqueName = layerNames(document);
  const layerId = freshIds(document, 'layer');
  const edgeId = freshIds(document, 'edge');
  const noteId = freshIds(document, 'note');
  const renamed = new Map<string, string>();
  const { blocks, adopt } = adoptBlocks(document, fragment);
  const moved = ({ x, y }: Position) => clampPosition({ x: x + offset.x, y: y + offset.y });
  const layers = fragment.layers.map((layer) => {
    const id = layerId();
    const name = uniqueName(layer.name);
    renamed.set(layer.id, id);
    return { ...adopt(layer), id, name, position: moved(layer.position) };
  });
  const edges = fragment.edges.map((edge) => ({
    id: edgeId(),
    source: renamed.get(edge.source)!,
    target: renamed.get(edge.target)!,
  }));
  const notes = fragment.notes.map((note) => ({ ...note, id: noteId(), position: moved(note.position) }));
  return {
    document: {
      ...document,
      layers: [...document.layers, ...layers],
      edges: [...document.edges, ...edges],
      notes: [...document.notes, ...notes],
      blocks: blocks.length === 0 ? document.blocks : [...document.blocks, ...blocks],
    },
    ids: [...layers, ...notes].map((item) => item.id),
  };
}

/** A copy of the chosen beside them, wired among themselves as the originals are. */
export function duplicate(
  document: ConvasDocument,
  ids: Iterable<string>,
  offset: Position,
): { document: ConvasDocument; ids: string[] } {
  return paste(document, copy(document, ids), offset);
}
