import type { ConvasDocument } from '../../src/document/schema.ts';
import type { Edit, EditResult } from '../editing/edit.ts';
import { selectionOf } from '../editing/selection.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useOpen, within } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { activeTab } from '../stores/tabs/activeTab.ts';
import type { Tab } from '../stores/tabs/tab.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';

/**
 * Makes an edit in the part that is open in a tab, selects what it selects and shows what it shows.
 * @returns what came of it; null where nothing changed
 */
export function applyEdit(edit: Edit, tab: Tab = activeTab()): EditResult | null {
  const { definition, commit } = useOpen.of(tab).getState();
  let result: EditResult | null = null;
  const inside = (document: ConvasDocument): ConvasDocument => {
    result = edit.change(document);
    return result.document;
  };
  const { label, field, outside } = edit;
  const done =
    outside && definition
      ? useDocument
          .of(tab)
          .getState()
          .commit(label, (whole) => outside(within(definition.id, inside)(whole), definition.id), field)
      : commit(label, inside, field);
  const made = result as EditResult | null;
  if (!done || !made) return null;
  if (made.select) selectIds(made.select, tab);
  if (made.show) useCanvas.of(tab).getState().view?.bringIntoView(made.show);
  return made;
}

/** Selects the layers and notes among these ids. */
export function selectIds(ids: readonly string[], tab: Tab = activeTab()): void {
  useSelection
    .of(tab)
    .getState()
    .select(selectionOf(useOpen.of(tab).getState().document, ids));
}
