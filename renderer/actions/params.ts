import type { LayerNode } from '../../src/document/schema.ts';
import { type FieldChange, fieldEdit, renamingOf } from '../editing/params.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { applyEdit } from './apply.ts';

/** Sets one parameter of these layers of the open part. */
export function setField(layers: readonly LayerNode[], change: FieldChange): void {
  const edit = fieldEdit(layers, change);
  if (edit) applyEdit(edit);
}

export function rename(layer: LayerNode, name: string): void {
  applyEdit(renamingOf(layer, name));
}

/** Opens what is selected for editing: a note in place, layers and wires in the inspector. */
export function editSelection(): void {
  const { layers, notes, edges } = useSelection.getState();
  const [note] = notes;
  if (note !== undefined && layers.length === 0) {
    useCanvas.getState().set({ editingNote: note });
    return;
  }
  if (layers.length + edges.length === 0) return;
  const workspace = useWorkspace.getState();
  if (workspace.stage !== 'build') workspace.setStage('build');
  workspace.toggleRight(true);
  useCanvas.getState().requestEdit();
}
