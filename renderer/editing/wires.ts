import { disconnect, insertOnEdge, retarget } from '../../src/document/operations/edges.ts';
import { isolateLayers } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { t } from '../i18n/index.ts';
import type { Edit } from './edit.ts';
import { lookup } from './lookup.ts';
import { drawWire, hasOutput, planWire, takesInput } from './wiring.ts';

const words = t.canvas.edits;

/** An edit, or why there can be none, in words. */
export type EditOrRefusal = { readonly edit: Edit } | { readonly refusal: string };

/** Draws a wire, or says why not. */
export function connectionOf(document: ConvasDocument, source: string, target: string): EditOrRefusal {
  const plan = planWire(document, source, target);
  if (plan.refusal !== null) return plan;
  const label = () => (plan.replaces.length > 0 ? words.replaceWire : words.connect);
  return { edit: { label, change: (before) => ({ document: drawWire(before, source, target) }) } };
}

/** Leads a wire that was pulled off its input into another layer, or says why not; null where it stays as it is. */
export function reconnectionOf(document: ConvasDocument, edge: string, target: string): EditOrRefusal | null {
  const wire = lookup(document).edges.get(edge);
  if (!wire || wire.target === target) return null;
  const plan = planWire(disconnect(document, [edge]), wire.source, target);
  if (plan.refusal !== null) return plan;
  return {
    edit: {
      label: () => words.reconnect,
      change: (before) => ({ document: retarget(disconnect(before, plan.replaces), edge, target) }),
    },
  };
}

export const disconnectionOf = (edge: string): Edit => ({
  label: () => words.disconnect,
  change: (before) => ({ document: disconnect(before, [edge]) }),
});

/** Whether a layer can be put into a wire: something must flow in and out of it. */
export function canStandInWire(document: ConvasDocument, layer: string): boolean {
  const kind = lookup(document).layers.get(layer)?.kind;
  return kind !== undefined && takesInput(kind) && hasOutput(kind);
}

/**
 * Puts a layer into a wire, out of the wires that it has; its old neighbors are joined where it took from one layer
 * alone. The same document where the wire is one of its own.
 */
export function moveIntoWire(document: ConvasDocument, edge: string, layer: string): ConvasDocument {
  const wire = lookup(document).edges.get(edge);
  if (!wire || wire.source === layer || wire.target === layer) return document;
  return insertOnEdge(isolateLayers(document, [layer]), edge, layer);
}

/** Wires layers one after the other, from left to right; `refusal` says which wire could not be drawn first. */
export function chainOf(
  document: ConvasDocument,
  chosen: readonly string[],
): { readonly edit: Edit; readonly refusal: string | null } {
  const { layers } = lookup(document);
  const sorted = chosen
    .map((id) => layers.get(id))
    .filter((layer) => layer !== undefined)
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y);
  const draw = (before: ConvasDocument): { document: ConvasDocument; refusal: string | null } => {
    let next = before;
    let refusal: string | null = null;
    for (const [index, layer] of sorted.slice(1).entries()) {
      const source = sorted[index]!.id;
      refusal ??= planWire(next, source, layer.id).refusal;
      next = drawWire(next, source, layer.id);
    }
    return { document: next, refusal };
  };
  const change = (before: ConvasDocument) => ({ document: draw(before).document });
  return { edit: { label: () => words.connect, change }, refusal: draw(document).refusal };
}
