import { blockInputKind, blockOutputKind } from '../../src/document/blocks.ts';
import { align, distribute, place } from '../../src/document/operations/arrange.ts';
import { addInstance, holdsBlock, removeBlockInputs } from '../../src/document/operations/blocks.ts';
import { duplicate, paste } from '../../src/document/operations/clipboard.ts';
import { connect, disconnect, insertOnEdge } from '../../src/document/operations/edges.ts';
import { addLayer, removeAndRewire, removeLayers } from '../../src/document/operations/layers.ts';
import { addNote, defaultNoteSize, removeNotes } from '../../src/document/operations/notes.ts';
import { lineAt, moveLine } from '../../src/document/operations/room.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import { type Operation, useDocument } from '../stores/document/documentStore.ts';
import { useOpen, within } from '../stores/document/openStore.ts';
import { type Selection, useSelection } from '../stores/document/selectionStore.ts';
import { documentOf, useLibrary } from '../stores/library/libraryStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { type Item, takesWires } from '../ui/kinds/drag.ts';
import { freePlace } from './arrange.ts';
import { card, gap, grid, snap } from './card.ts';
import { lookup, titleOf } from './lookup.ts';
import { drawWire } from './wiring.ts';

const words = t.canvas.edits;

interface Point {
  readonly x: number;
  readonly y: number;
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

function placeFor(document: ConvasDocument, { position, source, target, edge }: Placement): Point {
  if (position) return { x: snap(position.x), y: snap(position.y) };
  const { layers, edges } = lookup(document);
  const from = layers.get(source ?? (edge ? (edges.get(edge)?.source ?? '') : ''));
  if (from) {
    const beside = { x: from.position.x + step, y: from.position.y };
    return edge ? beside : freePlace(boxesOf(document), { ...beside, ...card });
  }
  const to = layers.get(target ?? '');
  if (to) return freePlace(boxesOf(document), { x: to.position.x - step, y: to.position.y, ...card });
  const middle = useCanvas.getState().view?.center() ?? { x: 0, y: 0 };
  const wanted = { x: middle.x - card.width / 2, y: middle.y - card.height / 2, ...card };
  return freePlace(boxesOf(document), wanted);
}

/** A layer of the kind, or one that stands for the block, put in a place. Null where there is no such thing. */
function put(
  document: ConvasDocument,
  item: Item,
  at: Point,
): { document: ConvasDocument; id: string } | null {
  if ('kind' in item) return addLayer(document, item.kind, at);
  if ('block' in item) return addInstance(document, item.block, at);
  const kept = documentOf(item.kept);
  const pasted = kept && paste(document, kept, at);
  return pasted?.ids[0] === undefined ? null : { document: pasted.document, id: pasted.ids[0] };
}

/** What a kind or a block is called. */
function nameOfItem(document: ConvasDocument, item: Item): string {
  if ('kind' in item) return titleOf(item.kind);
  const [blocks, wanted] =
    'block' in item ? [document.blocks, item.block] : [useLibrary.getState().blocks, item.kept];
  return blocks.find(({ id }) => id === wanted)?.name ?? '';
}

/**
 * Adds a layer of the kind, or one that stands for the block, wired as the placement says, and selects it. Null
 * where nothing could be added.
 */
export function addItem(item: Item, placement: Placement = {}): string | null {
  let added: string | null = null;
  const title = nameOfItem(useOpen.getState().document, item);
  const label = () => (placement.edge ? words.insert(title) : words.add(title));
  const open = useOpen.getState().definition;
  if ('block' in item && open && holdsBlock(useOpen.getState().document, item.block, open.id)) {
    const { view, set } = useCanvas.getState();
    if (view) set({ refusal: { text: t.blocks.refusal.itself, screen: view.toScreen(view.center()) } });
    return null;
  }
  const done = useOpen.getState().commit(label, (document) => {
    const at = placeFor(document, placement);
    const result = put(document, item, at);
    if (!result) return document;
    added = result.id;
    const { edge, source, target } = placement;
    const wire = edge === undefined ? undefined : lookup(document).edges.get(edge);
    if (wire) {
      const inserted = insertOnEdge(result.document, wire.id, result.id);
      return placement.position ? inserted : makeRoom(inserted, wire.target, at);
    }
    let next = result.document;
    if (source !== undefined && takesWires(item)) next = connect(next, source, result.id);
    return target === undefined ? next : drawWire(next, result.id, target);
  });
  if (!done || added === null) return null;
  useSelection.getState().select({ layers: [added] });
  useCanvas.getState().view?.bringIntoView([added]);
  return added;
}

/**
 * Adds a layer where one would go on building: into the wire behind the one selected layer, or behind it; in
 * the middle of the view when nothing is selected.
 */
export function addAfterSelection(item: Item): string | null {
  const { layers, edges } = useSelection.getState();
  const { document } = useOpen.getState();
  const takes = takesWires(item);
  const wire = edges.length === 1 && layers.length === 0 ? edges[0] : undefined;
  if (wire !== undefined && takes) return addItem(item, { edge: wire });
  const source = layers.length === 1 ? layers[0] : undefined;
  if (source === undefined || !takes) return addItem(item);
  const leaving = document.edges.filter((edge) => edge.source === source);
  return addItem(item, leaving.length === 1 ? { edge: leaving[0]!.id } : { source });
}

const countOf = (selection: Selection): number =>
  selection.layers.length + selection.notes.length + selection.edges.length;

function nameOf(document: ConvasDocument, selection: Selection): string {
  const [layer] = selection.layers;
  if (countOf(selection) === 1 && layer !== undefined) return lookup(document).layers.get(layer)?.name ?? '';
  return words.items(countOf(selection));
}

/** Deletes what is selected; the neighbors of a deleted layer are joined unless `alone`. */
export function removeSelection({ alone = false } = {}): void {
  const { document, definition } = useOpen.getState();
  const chosen = useSelection.getState();
  const kinds = lookup(document).layers;
  // A block without its output would be none.
  const layers = chosen.layers.filter((id) => kinds.get(id)?.kind !== blockOutputKind);
  const selection = { ...chosen, layers };
  if (countOf(selection) === 0) return;
  const onlyWires = selection.layers.length + selection.notes.length === 0;
  const label = () => (onlyWires ? words.disconnect : words.remove(nameOf(document, selection)));
  const remove = alone ? removeLayers : removeAndRewire;
  const inputs = new Set(layers.filter((id) => kinds.get(id)?.kind === blockInputKind));
  const inside: Operation = (before) =>
    removeNotes(
      remove(
        disconnect(before, selection.edges),
        layers.filter((id) => !inputs.has(id)),
      ),
      selection.notes,
    );
  const done =
    definition === null
      ? useDocument.getState().commit(label, inside)
      : useDocument
          .getState()
          .commit(label, (whole) =>
            removeBlockInputs(within(definition.id, inside)(whole), definition.id, inputs),
          );
  if (done) chosen.clear();
}

export const chosenIds = (selection: Selection): string[] => [...selection.layers, ...selection.notes];

/** Selects the layers and notes among these ids. */
export function selectIds(ids: readonly string[]): void {
  const { layers, notes } = lookup(useOpen.getState().document);
  useSelection.getState().select({
    layers: ids.filter((id) => layers.has(id)),
    notes: ids.filter((id) => notes.has(id)),
  });
}

export function duplicateSelection(): void {
  let ids: string[] = [];
  const chosen = chosenIds(useSelection.getState());
  const done = useOpen.getState().commit(
    () => words.duplicate,
    (document) => {
      const result = duplicate(document, chosen, { x: 4 * grid, y: card.height + 4 * grid });
      ids = result.ids;
      return result.document;
    },
  );
  if (done) selectIds(ids);
}

/** A card's or note's size, for aligning. */
export function sizeOf(document: ConvasDocument, id: string): { width: number; height: number } {
  return lookup(document).notes.get(id)?.size ?? card;
}

export function alignSelection(alignment: Parameters<typeof align>[2]): void {
  const chosen = chosenIds(useSelection.getState());
  useOpen.getState().commit(
    () => words.align,
    (document) => align(document, chosen, alignment, (id) => sizeOf(document, id)),
  );
}

export function distributeSelection(axis: Parameters<typeof distribute>[2]): void {
  const chosen = chosenIds(useSelection.getState());
  useOpen.getState().commit(
    () => words.distribute,
    (document) => distribute(document, chosen, axis, (id) => sizeOf(document, id)),
  );
}

/** Moves the selected by a step; steps in a row are one mark. */
export function nudgeSelection(distance: Point): void {
  const chosen = new Set(chosenIds(useSelection.getState()));
  if (chosen.size === 0) return;
  useOpen.getState().commit(
    () => words.nudge,
    (document) =>
      place(
        document,
        new Map(
          [...document.layers, ...document.notes]
            .filter(({ id }) => chosen.has(id))
            .map(({ id, position }) => [id, { x: position.x + distance.x, y: position.y + distance.y }]),
        ),
      ),
    'nudge',
  );
}

/** Adds a note to be written; where no place is given, in the middle of the view or below what lies there. */
export function addNoteAt(position?: Point): void {
  const view = useCanvas.getState().view;
  const { width, height } = defaultNoteSize;
  let id = '';
  const done = useOpen.getState().commit(
    () => words.addNote,
    (document) => {
      const taken = [
        ...boxesOf(document),
        ...document.notes.map((note) => ({ ...note.position, ...note.size })),
      ];
      const middle = view?.center() ?? { x: 0, y: 0 };
      const free = () =>
        freePlace(taken, { x: middle.x - width / 2, y: middle.y - height / 2, width, height });
      const place = position ? { x: snap(position.x), y: snap(position.y) } : free();
      const result = addNote(document, '', place);
      id = result.id;
      return result.document;
    },
  );
  if (!done) return;
  view?.bringIntoView([id]);
  useSelection.getState().select({ notes: [id] });
  useCanvas.getState().set({ editingNote: id });
}
