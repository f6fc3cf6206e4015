import type { align, distribute } from '../../src/document/operations/arrange.ts';
import type { Point } from '../editing/edit.ts';
import {
  additionOf,
  alignmentOf,
  distributionOf,
  duplicationOf,
  holdsOpenBlock,
  noteAt,
  nudgeOf,
  type Placement,
  placementAfter,
  removalOf,
  type SavedBlock,
} from '../editing/edits.ts';
import { chosenIds } from '../editing/selection.ts';
import { t } from '../i18n/index.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { documentOf, useLibrary } from '../stores/library/libraryStore.ts';
import { activeTab } from '../stores/tabs/activeTab.ts';
import type { Tab } from '../stores/tabs/tab.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import type { Item } from '../ui/kinds/drag.ts';
import { applyEdit } from './apply.ts';

const middleOfView = (tab: Tab = activeTab()): Point =>
  useCanvas.of(tab).getState().view?.center() ?? { x: 0, y: 0 };
const chosen = (): string[] => chosenIds(useSelection.getState());

function keptPart(item: Item): SavedBlock | null {
  if (!('kept' in item)) return null;
  const document = documentOf(item.kept);
  const name = useLibrary.getState().blocks.find(({ id }) => id === item.kept)?.name ?? '';
  return document && { name, document };
}

/**
 * Adds a layer of the kind, or one that stands for the block, wired as the placement says, and selects it. Null
 * where nothing could be added.
 */
export function addItem(item: Item, placement: Placement = {}, tab: Tab = activeTab()): string | null {
  const open = useOpen.of(tab).getState();
  if (holdsOpenBlock(open, item)) {
    const { view, set } = useCanvas.of(tab).getState();
    if (view) set({ refusal: { text: t.blocks.refusal.itself, screen: view.toScreen(view.center()) } });
    return null;
  }
  const added = applyEdit(additionOf(open, item, keptPart(item), placement, middleOfView(tab)), tab);
  return added?.select?.[0] ?? null;
}

/** Adds a layer where one would go on building; see `placementAfter`. */
export const addAfterSelection = (item: Item): string | null =>
  addItem(item, placementAfter(useOpen.getState(), useSelection.getState(), item));

/** Deletes what is selected; the neighbors of a deleted layer are joined unless `alone`. */
export function removeSelection({ alone = false } = {}): void {
  const edit = removalOf(useOpen.getState(), useSelection.getState(), alone);
  if (edit) applyEdit(edit);
}

export function duplicateSelection(): void {
  applyEdit(duplicationOf(chosen()));
}

export function alignSelection(alignment: Parameters<typeof align>[2]): void {
  applyEdit(alignmentOf(chosen(), alignment));
}

export function distributeSelection(axis: Parameters<typeof distribute>[2]): void {
  applyEdit(distributionOf(chosen(), axis));
}

/** Moves the selected by a step; steps in a row are one step of undo. */
export function nudgeSelection(distance: Point): void {
  const ids = new Set(chosen());
  if (ids.size > 0) applyEdit(nudgeOf(ids, distance));
}

/** Adds a note to be written; where no place is given, in the middle of the view or below what lies there. */
export function addNoteAt(position?: Point): void {
  const added = applyEdit(noteAt(position, middleOfView()));
  if (added) useCanvas.getState().set({ editingNote: added.select?.[0] ?? null });
}
