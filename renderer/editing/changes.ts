import { openBlock } from '../../src/document/blocks.ts';
import { type Place, placeOfDefinition } from '../../src/document/place.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { lookup } from './lookup.ts';

/** Where a change of the document is seen. */
export interface VisibleChange {
  /** The block that changed; null for the network itself. */
  readonly block: string | null;
  /** Where the first layer is that stands for the block; null where none does. */
  readonly place: Place | null;
  readonly select: readonly string[];
  readonly show: readonly string[];
}

/** The layers of a part that are new or not as before, and the ends of wires that are new. */
function changedLayers(before: ConvasDocument, after: ConvasDocument): string[] {
  const old = lookup(before);
  const now = lookup(after).layers;
  const changed = after.layers.filter((layer) => {
    const past = old.layers.get(layer.id);
    return past !== layer && !(past && past.params === layer.params && past.name === layer.name);
  });
  const wires = after.edges.filter((edge) => {
    const past = old.edges.get(edge.id);
    return past?.source !== edge.source || past.target !== edge.target;
  });
  const gone = before.edges.filter(({ id }) => !after.edges.some((edge) => edge.id === id));
  const ends = [...wires, ...gone].flatMap(({ source, target }) => [source, target]);
  return [...new Set([...changed.map(({ id }) => id), ...ends])].filter((id) => now.has(id));
}

/** The block whose drawing changed; null where it is the network itself. */
function changedBlock(before: ConvasDocument, after: ConvasDocument): string | null {
  if (before.layers !== after.layers || before.edges !== after.edges) return null;
  const changed = after.blocks.find((block) => before.blocks.every((old) => old !== block));
  return changed?.id ?? null;
}

/** What a change of the document changed, and where it is; null where no layer of it is left to see. */
export function visibleChange(before: ConvasDocument, after: ConvasDocument): VisibleChange | null {
  const block = changedBlock(before, after);
  const inside = (document: ConvasDocument): ConvasDocument =>
    (block === null ? document : openBlock(document, block)) ?? document;
  const show = changedLayers(inside(before), inside(after));
  if (show.length === 0) return null;
  const place = block === null ? [] : placeOfDefinition(after, block);
  const fresh = show.filter((id) => !lookup(inside(before)).layers.has(id));
  return { block, place, show, select: fresh.length > 0 ? fresh : show };
}

/**
 * The part of the network that a step of undo or redo changed, where that is not the open one.
 * @returns null where the open part changed, or none that can be opened
 */
export function placeOfStep(
  before: ConvasDocument,
  after: ConvasDocument,
  open: { readonly changed: boolean; readonly place: Place },
): Place | null {
  if (open.changed) return null;
  const outside =
    after.layers !== before.layers || after.edges !== before.edges || after.notes !== before.notes;
  if (outside) return open.place.length > 0 ? [] : null;
  const drawing = (id: string) => before.blocks.find((block) => block.id === id);
  const inner = after.blocks.find(({ id, layers, edges, notes }) => {
    const old = drawing(id);
    return old && (old.layers !== layers || old.edges !== edges || old.notes !== notes);
  });
  return (inner && placeOfDefinition(after, inner.id)) ?? null;
}
