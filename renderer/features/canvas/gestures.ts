import type { EdgeChange, NodeChange } from '@xyflow/react';
import { place } from '../../../src/document/operations/arrange.ts';
import { snap } from '../../editing/card.ts';
import { lookup, titleOf } from '../../editing/lookup.ts';
import { canStandInWire, moveIntoWire } from '../../editing/wires.ts';
import { t } from '../../i18n/index.ts';
import { type MenuTarget, useCanvas } from '../../stores/canvasStore.ts';
import { useOpen } from '../../stores/openStore.ts';
import { useSelection } from '../../stores/selectionStore.ts';
import type { CanvasEdge, CanvasNode } from './flow.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Takes a drag and a resizing as session state, and a selection into its store. */
export function takeNodeChanges(changes: readonly NodeChange<CanvasNode>[]): void {
  const { moving, resizing, set } = useCanvas.getState();
  const positions = new Map(moving);
  const sizes = new Map(resizing);
  const picked = new Map<string, boolean>();
  for (const change of changes) {
    if (change.type === 'position' && change.position && change.dragging !== undefined)
      positions.set(change.id, change.position);
    if (change.type === 'position' && change.position && sizes.has(change.id))
      positions.set(change.id, change.position);
    if (change.type === 'dimensions' && change.resizing && change.dimensions)
      sizes.set(change.id, change.dimensions);
    if (change.type === 'select') picked.set(change.id, change.selected);
  }
  if (positions.size > 0) set({ moving: positions });
  if (sizes.size > 0) set({ resizing: sizes });
  if (picked.size > 0) pickNodes(picked);
}

function pickNodes(picked: ReadonlyMap<string, boolean>): void {
  const { layers, notes, edges, select } = useSelection.getState();
  const parts = lookup(useOpen.getState().document);
  const chosen = new Set([...layers, ...notes]);
  for (const [id, selected] of picked) {
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  const ids = [...chosen];
  select({
    layers: ids.filter((id) => parts.layers.has(id)),
    notes: ids.filter((id) => parts.notes.has(id)),
    edges,
  });
}

export function takeEdgeChanges(changes: readonly EdgeChange<CanvasEdge>[]): void {
  const { layers, notes, edges, select } = useSelection.getState();
  const chosen = new Set(edges);
  let changed = false;
  for (const change of changes) {
    if (change.type !== 'select') continue;
    changed = true;
    if (change.selected) chosen.add(change.id);
    else chosen.delete(change.id);
  }
  if (changed) select({ layers, notes, edges: [...chosen] });
}

/** The wire under a point of the screen, if any; not one of the layer that is to be put into it. */
export function wireAt(screen: Point, layer?: string): string | null {
  const { edges } = lookup(useOpen.getState().document);
  for (const element of document.elementsFromPoint(screen.x, screen.y)) {
    const wire = edges.get(element.getAttribute('data-wire') ?? '');
    if (wire && wire.source !== layer && wire.target !== layer) return wire.id;
  }
  return null;
}

/** The layer under a point of the screen, if any. */
export function layerAt(screen: Point): string | null {
  const node = document.elementFromPoint(screen.x, screen.y)?.closest('.react-flow__node-layer');
  return node?.getAttribute('data-id') ?? null;
}

/** Whether a layer that is dragged over a wire may be put into it. */
export const mayInsert = (layer: string): boolean => canStandInWire(useOpen.getState().document, layer);

/** Puts what was dragged down: one mark in the history, with the wire it was dropped on, if any. */
export function drop(nodes: readonly { readonly id: string; readonly position: Point }[]): void {
  const { dropEdge, set } = useCanvas.getState();
  const [only] = nodes;
  const { commit, document } = useOpen.getState();
  const positions = new Map(
    nodes.map(({ id, position }) => [id, { x: snap(position.x), y: snap(position.y) }]),
  );
  const into = nodes.length === 1 && only && dropEdge !== null ? { layer: only.id, edge: dropEdge } : null;
  const kind = into ? lookup(document).layers.get(into.layer)?.kind : undefined;
  commit(kind ? t.canvas.edits.insert(titleOf(kind)) : t.canvas.edits.move, (before) => {
    const placed = place(before, positions);
    return into ? moveIntoWire(placed, into.edge, into.layer) : placed;
  });
  set({ moving: null, dropEdge: null });
}

/** Pointer or touch: where an event happened on the screen. */
export function screenOf(event: MouseEvent | TouchEvent): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

/** Right-clicking something that is not selected selects it. */
export function selectTarget(target: MenuTarget): void {
  const { layers, notes, edges, select } = useSelection.getState();
  if (target.on === 'layer' && !layers.includes(target.id)) select({ layers: [target.id] });
  if (target.on === 'note' && !notes.includes(target.id)) select({ notes: [target.id] });
  if (target.on === 'wire' && !edges.includes(target.id)) select({ edges: [target.id] });
}
