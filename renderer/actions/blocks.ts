import { definitionOf } from '../../src/document/blocks.ts';
import { place } from '../../src/document/operations/arrange.ts';
import { whyNotBlock } from '../../src/document/operations/make-block.ts';
import { unpackBlock } from '../../src/document/operations/unpack-block.ts';
import type { LayerNode } from '../../src/document/schema.ts';
import {
  blockInput,
  blockOf,
  detachmentOf,
  keptOfDefinition,
  keptOfLayer,
  repeatedBlocks,
} from '../editing/blocks.ts';
import { placeOfStep } from '../editing/changes.ts';
import type { SavedBlock } from '../editing/edits.ts';
import { lookup } from '../editing/lookup.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { computed, useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useLibrary } from '../stores/library/libraryStore.ts';
import { activeTab } from '../stores/tabs/activeTab.ts';
import type { Tab } from '../stores/tabs/tab.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { applyEdit } from './apply.ts';

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
  applyEdit(blockOf(useSelection.getState().layers, name));
}

/** Makes blocks of the parts of the open network that repeat, and shows all of it. False where none does. */
export function blockRepeated(tab: Tab = activeTab()): boolean {
  const done = applyEdit(repeatedBlocks(), tab) !== null;
  const { view, announce } = useCanvas.of(tab).getState();
  if (done) view?.fit();
  else announce(t.blocks.noRepeated);
  return done;
}

/** So much larger a network must be shown when it is arranged again that the others are moved for it. */
const minGrowthToMove = 1.15;

/**
 * Puts the layers that a block stands for in its place. Where they find room there the others stay; where the network
 * would become long or high for it, all of it is arranged again, in the same step of undo.
 */
export async function unpackLayer(id: string): Promise<void> {
  const tab = activeTab();
  const { document: before, key } = useOpen.of(tab).getState();
  const { view } = useCanvas.of(tab).getState();
  const name = lookup(before).layers.get(id)?.name ?? '';
  const unpacked = unpackBlock(before, id);
  if (!unpacked) return;
  const arranged = view ? await view.arranged(unpacked.document) : null;
  const moved = arranged !== null && arranged.gain > minGrowthToMove;
  // Another part may have been opened while the worker was busy.
  if (useOpen.of(tab).getState().key !== key) return;
  const done = applyEdit(
    {
      label: () => t.blocks.edits.unpack(name),
      // What was edited meanwhile stays: then the layers go where there is room.
      change(document) {
        const result = document === before ? unpacked : unpackBlock(document, id);
        if (!result) return { document };
        const { ids } = result;
        if (!moved) return { document: result.document, select: ids, show: ids };
        const placed = document === before ? place(result.document, arranged.places) : result.document;
        return { document: placed, select: ids };
      },
    },
    tab,
  );
  if (done && moved) view?.fit();
}

/** Gives a layer that shares its block a block of its own. */
export function detachLayer(id: string): void {
  applyEdit(detachmentOf(id, layerOf(id)?.name ?? ''));
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

const keep = (part: SavedBlock | null): boolean => {
  if (part) useLibrary.getState().keep(part.name, part.document);
  return part !== null;
};

/** Keeps the block that a layer stands for, with its values here, for all documents. */
export function keepLayer(id: string): void {
  const layer = layerOf(id);
  const kept = layer && keep(keptOfLayer(useOpen.getState().document, computed(layer)));
  if (kept) useWorkspace.getState().showLeft('palette');
}

/** Keeps a block of the document with its defaults, for all documents. */
export function keepDefinition(id: string): void {
  keep(keptOfDefinition(useDocument.getState().document, id));
}

/** Another place where wires arrive in the open block. */
export function addBlockInput(): void {
  if (useOpen.getState().definition) applyEdit(blockInput());
}

/** Undoes or redoes a step, and shows the part of the network where that has changed something. */
export function travel(way: 'undo' | 'redo'): void {
  const before = useDocument.getState().document;
  useDocument.getState()[way]();
  const { document } = useDocument.getState();
  const { definition, place } = useOpen.getState();
  const changed = definition !== null && before.blocks.every((block) => block !== definition);
  const elsewhere = placeOfStep(before, document, { changed, place });
  if (elsewhere) useSelection.getState().open(elsewhere);
}
