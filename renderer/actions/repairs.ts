import type { Repair } from '../../src/network/network.ts';
import { applyRepair } from '../../src/network/repair.ts';
import { visibleChange } from '../editing/changes.ts';
import { useAssignment } from '../stores/course/assignmentStore.ts';
import { hiddenIn } from '../stores/course/hidden.ts';
import { useDataTab } from '../stores/data/dataTabStore.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';

/**
 * Mends a problem as one step of undo, and shows what that changed; where the person has to choose, opens the place to
 * do so.
 */
export function applyRepairAsEdit(repair: Repair): void {
  if (hiddenIn(useAssignment.getState()).includes('suggestions')) return;
  if (repair.action === 'chooseData') {
    const workspace = useWorkspace.getState();
    workspace.setStage('data');
    useDataTab.getState().show('dataset');
    workspace.toggleRight(true);
    return;
  }
  const { document: before, commit } = useDocument.getState();
  if (!commit(repair.label, (document) => applyRepair(document, repair))) return;
  const seen = visibleChange(before, useDocument.getState().document);
  if (!seen) return;
  const { definition } = useOpen.getState();
  if ((definition?.id ?? null) !== seen.block && seen.place) useSelection.getState().open(seen.place);
  useSelection.getState().select({ layers: seen.select });
  useCanvas.getState().view?.bringIntoView(seen.show);
}
