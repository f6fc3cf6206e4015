import { openBlock } from '../../src/document/blocks.ts';
import { placeOfDefinition } from '../../src/document/place.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import type { Repair } from '../../src/network/network.ts';
import { applyRepair } from '../../src/network/repair.ts';
import { useDataTab } from '../stores/data/dataTabStore.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { lookup } from './lookup.ts';

/** The layers of a part that are new or not as before, and the ends of wires that are new. */
function changedLayers(before: ConvasDocument, after: ConvasDocument): string[] {
  const old = lookup(before);
  const now = lookup(after).layers;
  const changed = after.layers.filter((layer) => {
    const past = old.layers.get(layer.id);
    return past !== layer && !(past && past.params === layer.params && past.name === layer.name);
  });
  const wires = after.edges.filter((edge) => {
    const past = old.edges.get(edge.id);
    return past?.source !== edge.source || past.target !== edge.target;
  });
  const gone = before.edges.filter(({ id }) => !after.edges.some((edge) => edge.id === id));
  const ends = [...wires, ...gone].flatMap(({ source, target }) => [source, target]);
  return [...new Set([...changed.map(({ id }) => id), ...ends])].filter((id) => now.has(id));
}

/** The block whose drawing changed; null where it is the network itself. */
function changedBlock(before: ConvasDocument, after: ConvasDocument): string | null {
  if (before.layers !== after.layers || before.edges !== after.edges) return null;
  const changed = after.blocks.find((block) => before.blocks.every((old) => old !== block));
  return changed?.id ?? null;
}

/** Selects what a change of the document changed, and shows it where it is. */
function showChange(before: ConvasDocument, after: ConvasDocument): void {
  const block = changedBlock(before, after);
  const inside = (document: ConvasDocument): ConvasDocument =>
    (block === null ? document : openBlock(document, block)) ?? document;
  const layers = changedLayers(inside(before), inside(after));
  if (layers.length === 0) return;
  const place = block === null ? [] : placeOfDefinition(after, block);
  const { definition } = useOpen.getState();
  if ((definition?.id ?? null) !== block && place) useSelection.getState().open(place);
  const fresh = layers.filter((id) => !lookup(inside(before)).layers.has(id));
  useSelection.getState().select({ layers: fresh.length > 0 ? fresh : layers });
  useCanvas.getState().view?.bringIntoView(layers);
}

/**
 * Mends a problem as one step of undo, and shows what that changed; where the person has to choose, opens the place to
 * do so.
 */
export function mend(repair: Repair): void {
  if (repair.action === 'chooseData') {
    const workspace = useWorkspace.getState();
    workspace.setStage('data');
    useDataTab.getState().show('dataset');
    workspace.toggleRight(true);
    return;
  }
  const before = useDocument.getState().document;
  const { commit } = useDocument.getState();
  if (!commit(repair.label, (document) => applyRepair(document, repair))) return;
  showChange(before, useDocument.getState().document);
}
