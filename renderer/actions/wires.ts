import {
  chainOf,
  connectionOf,
  disconnectionOf,
  type EditOrRefusal,
  reconnectionOf,
} from '../editing/wires.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { applyEdit } from './apply.ts';

function applied(wanted: EditOrRefusal | null): string | null {
  if (wanted && 'refusal' in wanted) return wanted.refusal;
  if (wanted) applyEdit(wanted.edit);
  return null;
}

/** Draws a wire in the open part, or says why not. */
export const connectLayers = (source: string, target: string): string | null =>
  applied(connectionOf(useOpen.getState().document, source, target));

/** Leads a wire that was pulled off its input into another layer, or says why not. */
export const reconnectWire = (edge: string, target: string): string | null =>
  applied(reconnectionOf(useOpen.getState().document, edge, target));

export function removeWire(edge: string): void {
  const { edges, select, layers, notes } = useSelection.getState();
  if (applyEdit(disconnectionOf(edge))) select({ layers, notes, edges: edges.filter((id) => id !== edge) });
}

/** Wires the selected layers one after the other, from left to right, or says why not. */
export function connectSelection(): string | null {
  const { edit, refusal } = chainOf(useOpen.getState().document, useSelection.getState().layers);
  applyEdit(edit);
  return refusal;
}
