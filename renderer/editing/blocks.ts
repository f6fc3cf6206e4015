import { blockInputKind, definitionOf } from '../../src/document/blocks.ts';
import { place } from '../../src/document/operations/arrange.ts';
import {
  addBlockPort,
  addInstance,
  countInstances,
  detachInstance,
  makeBlock,
  unpackBlock,
  whyNotBlock,
} from '../../src/document/operations/blocks.ts';
import { copy } from '../../src/document/operations/clipboard.ts';
import { placeOfDefinition } from '../../src/document/place.ts';
import type { ConvasDocument, LayerNode } from '../../src/document/schema.ts';
import { kindOf } from '../../src/layers/registry.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { computed, useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useLibrary } from '../stores/library/libraryStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { selectIds } from './edits.ts';
import { lookup } from './lookup.ts';

const words = t.blocks.edits;
const layerOf = (id: string): LayerNode | undefined => lookup(useOpen.getState().document).layers.get(id);

/** Opens the inside of the block that a layer of the open part stands for. False where it stands for none. */
export function openBlockOf(id: string, repetition = 1): boolean {
  const { document, place } = useOpen.getState();
  const layer = layerOf(id);
  if (!layer || !definitionOf(document, layer)) return false;
  useSelection.getState().open([...place, { instance: id, repetition }]);
  const { announce, view } = useCanvas.getState();
  announce(t.blocks.opened(layer.name));
  view?.focus();
  return true;
}

/** How many other layers stand for the same block. */
export function othersOf(document: ConvasDocument, layer: LayerNode): number {
  return layer.block ? Math.max(0, countInstances(document, layer.block.definition) - 1) : 0;
}

/** A name for a block that holds these layers. */
export function suggestName(layers: readonly LayerNode[]): string {
  const names = t.blocks.suggested;
  const kinds = new Set(layers.map((layer) => layer.kind));
  if (kinds.has('add')) return names.add;
  if (kinds.has('concatenate')) return names.concatenate;
  const convolves = layers.some((layer) => kindOf(layer.kind)?.family === 'convolution');
  return convolves ? names.convolution : names.other;
}

/** Asks what the block of the selected layers is to be called, or says beside them why there can be none. */
export function askForBlock(): void {
  const { document } = useOpen.getState();
  const { layers } = useSelection.getState();
  const { view, set } = useCanvas.getState();
  const chosen = layers.flatMap((id) => lookup(document).layers.get(id) ?? []);
  const corner = {
    x: Math.min(...chosen.map(({ position }) => position.x)),
    y: Math.min(...chosen.map(({ position }) => position.y)),
  };
  const screen = view?.toScreen(corner) ?? { x: 0, y: 0 };
  const refusal = whyNotBlock(document, layers);
  if (refusal === null) set({ naming: { screen } });
  else set({ refusal: { text: t.blocks.refusal[refusal], screen } });
}

/** Makes a block of the selected layers, and selects the layer that stands for it. */
export function blockSelection(name: string): void {
  const { layers, select } = useSelection.getState();
  let instance = '';
  const done = useOpen.getState().commit(
    () => words.make(name),
    (before) => {
      const made = makeBlock(before, layers, name);
      instance = made?.instance ?? '';
      return made?.document ?? before;
    },
  );
  if (done) select({ layers: [instance] });
}

/** So much larger a network must be shown when it is arranged anew that the others are moved for it. */
const worthMoving = 1.15;

/**
 * Puts the layers that a block stands for in its place. Where they find room there the others stay; where the network
 * would become long or high for it, all of it is arranged anew, in the same step of undo.
 */
export async function unpackLayer(id: string): Promise<void> {
  const { document: before, key } = useOpen.getState();
  const { view } = useCanvas.getState();
  const name = layerOf(id)?.name ?? '';
  const unpacked = unpackBlock(before, id);
  if (!unpacked) return;
  const arranged = view ? await view.arranged(unpacked.document) : null;
  const moved = arranged !== null && arranged.gain > worthMoving;
  let ids: string[] = [];
  // What was edited while the worker was busy stays: then the layers go where there is room.
  const done = useOpen.getState().commit(
    () => words.unpack(name),
    (document) => {
      if (useOpen.getState().key !== key) return document;
      const result = document === before ? unpacked : unpackBlock(document, id);
      ids = result?.ids ?? [];
      if (!result) return document;
      return moved && document === before ? place(result.document, arranged.places) : result.document;
    },
  );
  if (!done) return;
  selectIds(ids);
  if (moved) view?.fit();
  else view?.bringIntoView(ids);
}

/** Gives a layer that shares its block a block of its own. */
export function detachLayer(id: string): void {
  const name = layerOf(id)?.name ?? '';
  useOpen.getState().commit(
    () => words.detach(name),
    (document) => detachInstance(document, id),
  );
}

/** As `detachLayer` for the block that is open, which stays open. */
export function detachOpen(): void {
  const { place, open } = useSelection.getState();
  const last = place.at(-1);
  if (!last) return;
  open(place.slice(0, -1));
  detachLayer(last.instance);
  open(place);
}

/** Keeps the block that a layer stands for, with its values here, for all documents. */
export function keepLayer(id: string): void {
  const { document } = useOpen.getState();
  const layer = layerOf(id);
  const definition = layer && definitionOf(document, layer);
  if (!layer?.block || !definition) return;
  const alone: LayerNode = {
    ...computed(layer),
    position: { x: 0, y: 0 },
    block: { ...layer.block, repeat: 1 },
  };
  useLibrary.getState().keep(definition.name, copy({ ...document, layers: [alone] }, [id]));
  useWorkspace.getState().showLeft('palette');
}

/** Keeps a block of the document with its defaults, for all documents. */
export function keepDefinition(id: string): void {
  const { document } = useDocument.getState();
  const added = addInstance(document, id, { x: 0, y: 0 });
  const name = document.blocks.find((block) => block.id === id)?.name ?? '';
  if (added) useLibrary.getState().keep(name, copy(added.document, [added.id]));
}

/** Another place where wires arrive in the open block. */
export function addBlockInput(): void {
  const { definition } = useOpen.getState();
  if (!definition) return;
  let id = '';
  const done = useOpen.getState().commit(
    () => words.addInput,
    (document) => {
      const result = addBlockPort(document, blockInputKind);
      id = result.id;
      return result.document;
    },
  );
  if (done) useSelection.getState().select({ layers: [id] });
}

/** Undoes or redoes a step, and shows the part of the network where that has changed something. */
export function travel(way: 'undo' | 'redo'): void {
  const before = useDocument.getState().document;
  useDocument.getState()[way]();
  const { document } = useDocument.getState();
  const { definition, place } = useOpen.getState();
  if (definition && before.blocks.every((block) => block !== definition)) return;
  const outside =
    document.layers !== before.layers || document.edges !== before.edges || document.notes !== before.notes;
  if (outside && place.length > 0) useSelection.getState().open([]);
  if (outside) return;
  const drawing = (from: ConvasDocument, id: string) => from.blocks.find((block) => block.id === id);
  const inner = document.blocks.find(({ id, layers, edges, notes }) => {
    const old = drawing(before, id);
    return old && (old.layers !== layers || old.edges !== edges || old.notes !== notes);
  });
  const inside = inner && placeOfDefinition(document, inner.id);
  if (inside) useSelection.getState().open(inside);
}
