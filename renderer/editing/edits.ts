import { blockInputKind, blockOutputKind } from '../../src/document/blocks.ts';
import { align, distribute, place } from '../../src/document/operations/arrange.ts';
import { addInstance, holdsBlock, removeBlockInputs } from '../../src/document/operations/blocks.ts';
import { duplicate, paste } from '../../src/document/operations/clipboard.ts';
import { connect, disconnect, insertOnEdge } from '../../src/document/operations/edges.ts';
import { addLayer, removeAndRewire, removeLayers } from '../../src/document/operations/layers.ts';
import { addNote, defaultNoteSize, removeNotes } from '../../src/document/operations/notes.ts';
import { lineAt, moveLine } from '../../src/document/operations/room.ts';
import type { BlockDefinition, ConvasDocument } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import { type Item, takesWires } from '../ui/kinds/drag.ts';
import { freePlace } from './arrange.ts';
import { card, gap, grid, snap } from './card.ts';
import type { Edit, Point } from './edit.ts';
import { lookup, titleOf } from './lookup.ts';
import type { Selection } from './selection.ts';
import { drawWire } from './wiring.ts';

const words = t.canvas.edits;

/** The part of a document that is edited: the network, or the inside of a block. */
export interface OpenPart {
  readonly document: ConvasDocument;
  readonly definition: BlockDefinition | null;
}

/** A block that the person keeps for all documents. */
export interface SavedBlock {
  readonly name: string;
  readonly document: ConvasDocument;
}

/** Where a new layer goes and what it is wired to. */
export interface Placement {
  /** Its top left corner; beside what it is wired to, or in the middle of the view, where it is missing. */
  readonly position?: Point | undefined;
  readonly source?: string | undefined;
  readonly target?: string | undefined;
  readonly edge?: string | undefined;
}

const step = card.width + gap.x;

/** Moves what follows `layer` in its line to the right until a card and its gaps fit between that at `x` and it. */
function makeRoom(document: ConvasDocument, layer: string, { x, y }: Point): ConvasDocument {
  const at = lookup(document).layers.get(layer);
  if (!at || at.position.x >= x + step) return document;
  // A wire back to the next line has its room at the end of this one.
  const line = lineAt(document, y);
  if (at.position.y < line.top || at.position.y >= line.bottom) return document;
  return moveLine(document, layer, snap(x + step - at.position.x), true);
}

const boxesOf = (document: ConvasDocument) =>
  document.layers.map(({ position }) => ({ ...position, ...card }));

function placeFor(
  document: ConvasDocument,
  { position, source, target, edge }: Placement,
  middle: Point,
): Point {
  if (position) return { x: snap(position.x), y: snap(position.y) };
  const { layers, edges } = lookup(document);
  const from = layers.get(source ?? (edge ? (edges.get(edge)?.source ?? '') : ''));
  if (from) {
    const beside = { x: from.position.x + step, y: from.position.y };
    return edge ? beside : freePlace(boxesOf(document), { ...beside, ...card });
  }
  const to = layers.get(target ?? '');
  if (to) return freePlace(boxesOf(document), { x: to.position.x - step, y: to.position.y, ...card });
  const wanted = { x: middle.x - card.width / 2, y: middle.y - card.height / 2, ...card };
  return freePlace(boxesOf(document), wanted);
}

/** A layer of the kind, or one that stands for the block, put in a place. Null where there is no such thing. */
function put(
  document: ConvasDocument,
  item: Item,
  kept: SavedBlock | null,
  at: Point,
): { document: ConvasDocument; id: string } | null {
  if ('kind' in item) return addLayer(document, item.kind, at);
  if ('block' in item) return addInstance(document, item.block, at);
  const pasted = kept && paste(document, kept.document, at);
  return pasted?.ids[0] === undefined ? null : { document: pasted.document, id: pasted.ids[0] };
}

/** What a kind or a block is called. */
function nameOfItem({ blocks }: ConvasDocument, item: Item, kept: SavedBlock | null): string {
  if ('kind' in item) return titleOf(item.kind);
  return 'block' in item ? (blocks.find(({ id }) => id === item.block)?.name ?? '') : (kept?.name ?? '');
}

/** Whether the item is the open block, or holds it: then it cannot be put into it. */
export const holdsOpenBlock = ({ document, definition }: OpenPart, item: Item): boolean =>
  'block' in item && definition !== null && holdsBlock(document, item.block, definition.id);

/**
 * Adds a layer of the kind, or one that stands for the block, wired as the placement says, and selects it.
 * @param kept what `item` names, where it is a block that the person keeps
 * @param middle of what is seen, for a layer that is put beside nothing
 */
export function additionOf(
  { document }: OpenPart,
  item: Item,
  kept: SavedBlock | null,
  placement: Placement,
  middle: Point,
): Edit {
  const title = nameOfItem(document, item, kept);
  const { edge, source, target, position } = placement;
  return {
    label: () => (edge ? words.insert(title) : words.add(title)),
    change(before) {
      const at = placeFor(before, placement, middle);
      const result = put(before, item, kept, at);
      if (!result) return { document: before };
      const { id } = result;
      const added = (after: ConvasDocument) => ({ document: after, select: [id], show: [id] });
      const wire = edge === undefined ? undefined : lookup(before).edges.get(edge);
      if (wire) {
        const inserted = insertOnEdge(result.document, wire.id, id);
        return added(position ? inserted : makeRoom(inserted, wire.target, at));
      }
      let next = result.document;
      if (source !== undefined && takesWires(item)) next = connect(next, source, id);
      return added(target === undefined ? next : drawWire(next, id, target));
    },
  };
}

/**
 * Where one would go on building: in the one selected wire, in the wire behind the one selected layer, or behind it; in
 * the middle of the view when nothing is selected.
 */
export function placementAfter(
  { document }: OpenPart,
  { layers, edges }: Pick<Selection, 'layers' | 'edges'>,
  item: Item,
): Placement {
  const takes = takesWires(item);
  const wire = edges.length === 1 && layers.length === 0 ? edges[0] : undefined;
  if (wire !== undefined && takes) return { edge: wire };
  const source = layers.length === 1 ? layers[0] : undefined;
  if (source === undefined || !takes) return {};
  const leaving = document.edges.filter((edge) => edge.source === source);
  return leaving.length === 1 ? { edge: leaving[0]!.id } : { source };
}

const countOf = (selection: Selection): number =>
  selection.layers.length + selection.notes.length + selection.edges.length;

function nameOf(document: ConvasDocument, selection: Selection): string {
  const [layer] = selection.layers;
  if (countOf(selection) === 1 && layer !== undefined) return lookup(document).layers.get(layer)?.name ?? '';
  return words.items(countOf(selection));
}

/**
 * Deletes what is selected; the neighbors of a deleted layer are joined unless `alone`. Null where nothing of it can
 * be deleted.
 */
export function removalOf({ document }: OpenPart, chosen: Selection, alone: boolean): Edit | null {
  const kinds = lookup(document).layers;
  // A block without its output would be none.
  const layers = chosen.layers.filter((id) => kinds.get(id)?.kind !== blockOutputKind);
  const selection = { ...chosen, layers };
  if (countOf(selection) === 0) return null;
  const onlyWires = selection.layers.length + selection.notes.length === 0;
  const remove = alone ? removeLayers : removeAndRewire;
  const inputs = new Set(layers.filter((id) => kinds.get(id)?.kind === blockInputKind));
  return {
    label: () => (onlyWires ? words.disconnect : words.remove(nameOf(document, selection))),
    change(before) {
      const plain = layers.filter((id) => !inputs.has(id));
      const removed = remove(disconnect(before, selection.edges), plain);
      return { document: removeNotes(removed, selection.notes), select: [] };
    },
    outside: (whole, block) => removeBlockInputs(whole, block, inputs),
  };
}

export const duplicationOf = (chosen: readonly string[]): Edit => ({
  label: () => words.duplicate,
  change(before) {
    const { document, ids } = duplicate(before, chosen, { x: 4 * grid, y: card.height + 4 * grid });
    return { document, select: ids };
  },
});

/** A card's or note's size, for aligning. */
export function sizeOf(document: ConvasDocument, id: string): { width: number; height: number } {
  return lookup(document).notes.get(id)?.size ?? card;
}

export const alignmentOf = (chosen: readonly string[], alignment: Parameters<typeof align>[2]): Edit => ({
  label: () => words.align,
  change: (before) => ({ document: align(before, chosen, alignment, (id) => sizeOf(before, id)) }),
});

export const distributionOf = (chosen: readonly string[], axis: Parameters<typeof distribute>[2]): Edit => ({
  label: () => words.distribute,
  change: (before) => ({ document: distribute(before, chosen, axis, (id) => sizeOf(before, id)) }),
});

/** Moves layers and notes by a step; steps in a row are one step of undo. */
export const nudgeOf = (chosen: ReadonlySet<string>, distance: Point): Edit => ({
  label: () => words.nudge,
  change: (before) => ({
    document: place(
      before,
      new Map(
        [...before.layers, ...before.notes]
          .filter(({ id }) => chosen.has(id))
          .map(({ id, position }) => [id, { x: position.x + distance.x, y: position.y + distance.y }]),
      ),
    ),
  }),
  field: 'nudge',
});

/** Adds a note; where no place is given, in the middle of the view or below what lies there. */
export const noteAt = (position: Point | undefined, middle: Point): Edit => ({
  label: () => words.addNote,
  change(before) {
    const { width, height } = defaultNoteSize;
    const notes = before.notes.map((note) => ({ ...note.position, ...note.size }));
    const wanted = { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
    const at = position
      ? { x: snap(position.x), y: snap(position.y) }
      : freePlace([...boxesOf(before), ...notes], wanted);
    const { document, id } = addNote(before, '', at);
    return { document, select: [id], show: [id] };
  },
});
