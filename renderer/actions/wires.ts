import {
  chainOf,
  connectionOf,
  disconnectionOf,
  type EditOrRefusal,
  reconnectionOf,
} from '../editing/wires.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { activeTab } from '../stores/tabs/activeTab.ts';
import type { Tab } from '../stores/tabs/tab.ts';
import { applyEdit } from './apply.ts';

function applied(wanted: EditOrRefusal | null, tab: Tab): string | null {
  if (wanted && 'refusal' in wanted) return wanted.refusal;
  if (wanted) applyEdit(wanted.edit, tab);
  return null;
}

/** Draws a wire in the open part, or says why not. */
export const connectLayers = (source: string, target: string, tab: Tab = activeTab()): string | null =>
  applied(connectionOf(useOpen.of(tab).getState().document, source, target), tab);

/** Leads a wire that was pulled off its input into another layer, or says why not. */
export const reconnectWire = (edge: string, target: string, tab: Tab = activeTab()): string | null =>
  applied(reconnectionOf(useOpen.of(tab).getState().document, edge, target), tab);

export function removeWire(edge: string, tab: Tab = activeTab()): void {
  const { edges, select, layers, notes } = useSelection.of(tab).getState();
  if (applyEdit(disconnectionOf(edge), tab))
    select({ layers, notes, edges: edges.filter((id) => id !== edge) });
}

/** Wires the selected layers one after the other, from left to right, or says why not. */
export function connectSelection(): string | null {
  const { edit, refusal } = chainOf(useOpen.getState().document, useSelection.getState().layers);
  applyEdit(edit);
  return refusal;
}
