import { disconnect, insertOnEdge, retarget } from '../../src/document/operations/edges.ts';
import { takeOut } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import { useOpen } from '../stores/document/openStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { lookup } from './lookup.ts';
import { drawWire, givesOutput, planWire, takesInput } from './wiring.ts';

const words = t.canvas.edits;

/** Draws a wire, or says why not. */
export function connectLayers(source: string, target: string): string | null {
  const { document, commit } = useOpen.getState();
  const plan = planWire(document, source, target);
  if (plan.refusal !== null) return plan.refusal;
  const label = () => (plan.replaces.length > 0 ? words.replaceWire : words.connect);
  commit(label, (before) => drawWire(before, source, target));
  return null;
}

/** Leads a wire that was pulled off its input into another layer, or says why not. */
export function reconnectWire(edge: string, target: string): string | null {
  const { document, commit } = useOpen.getState();
  const wire = lookup(document).edges.get(edge);
  if (!wire || wire.target === target) return null;
  const plan = planWire(disconnect(document, [edge]), wire.source, target);
  if (plan.refusal !== null) return plan.refusal;
  commit(
    () => words.reconnect,
    (before) => retarget(disconnect(before, plan.replaces), edge, target),
  );
  return null;
}

export function removeWire(edge: string): void {
  const { edges, select, layers, notes } = useSelection.getState();
  if (
    !useOpen.getState().commit(
      () => words.disconnect,
      (before) => disconnect(before, [edge]),
    )
  )
    return;
  select({ layers, notes, edges: edges.filter((id) => id !== edge) });
}

/** Whether a layer can be put into a wire: something must flow in and out of it. */
export function canStandInWire(document: ConvasDocument, layer: string): boolean {
  const kind = lookup(document).layers.get(layer)?.kind;
  return kind !== undefined && takesInput(kind) && givesOutput(kind);
}

/**
 * Puts a layer into a wire, out of the wires that it has; its old neighbors are joined where it took from one layer
 * alone. The same document where the wire is one of its own.
 */
export function moveIntoWire(document: ConvasDocument, edge: string, layer: string): ConvasDocument {
  const wire = lookup(document).edges.get(edge);
  if (!wire || wire.source === layer || wire.target === layer) return document;
  return insertOnEdge(takeOut(document, [layer]), edge, layer);
}

/** Wires the selected layers one after the other, from left to right. */
export function connectSelection(): string | null {
  const { document } = useOpen.getState();
  const { layers } = lookup(document);
  const chosen = useSelection
    .getState()
    .layers.map((id) => layers.get(id))
    .filter((layer) => layer !== undefined)
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
  let refusal: string | null = null;
  useOpen.getState().commit(
    () => words.connect,
    (before) => {
      let next = before;
      for (const [index, layer] of chosen.slice(1).entries()) {
        const source = chosen[index]!.id;
        refusal ??= planWire(next, source, layer.id).refusal;
        next = drawWire(next, source, layer.id);
      }
      return next;
    },
  );
  return refusal;
}
