import type { EdgeChange, NodeChange } from '@xyflow/react';
import type { ConvasDocument } from '../../../../src/document/schema.ts';
import { snap } from '../../../editing/card.ts';
import { lookup } from '../../../editing/lookup.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import type { Tab } from '../../../stores/tabs/tab.ts';
import { type MenuTarget, useCanvas } from '../../../stores/window/canvasStore.ts';
import type { CanvasEdge, CanvasNode } from '../flow.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Takes a resizing as session state, and a selection into its store. What a drag does is in `dragging.ts` and `editing/drag.ts`. */
export function takeNodeChanges(tab: Tab, changes: readonly NodeChange<CanvasNode>[]): void {
  const { moving, resizing, set } = useCanvas.of(tab).getState();
  const positions = new Map(moving);
  const sizes = new Map(resizing);
  const picked = new Map<string, boolean>();
  for (const change of changes) {
    if (change.type === 'position' && change.position && change.dragging === undefined)
      positions.set(change.id, { x: snap(change.position.x), y: snap(change.position.y) });
    if (change.type === 'dimensions' && change.resizing && change.dimensions)
      sizes.set(change.id, { width: snap(change.dimensions.width), height: snap(change.dimensions.height) });
    if (change.type === 'select') picked.set(change.id, change.selected);
  }
  if (positions.size > 0) set({ moving: positions });
  if (sizes.size > 0) set({ resizing: sizes });
  if (picked.size > 0) pickNodes(tab, picked);
}

function pickNodes(tab: Tab, picked: ReadonlyMap<string, boolean>): void {
  const { layers, notes, edges, select } = useSelection.of(tab).getState();
  const parts = lookup(useOpen.of(tab).getState().document);
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

export function takeEdgeChanges(tab: Tab, changes: readonly EdgeChange<CanvasEdge>[]): void {
  const { layers, notes, edges, select } = useSelection.of(tab).getState();
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

/** The wire of a document under a point of the screen, if any; not one of the layer that is to be put into it. */
export function wireAt(of: ConvasDocument, screen: Point, layer?: string): string | null {
  const { edges } = lookup(of);
  for (const element of document.elementsFromPoint(screen.x, screen.y)) {
    const wire = edges.get(element.getAttribute('data-wire') ?? '');
    if (wire && wire.source !== layer && wire.target !== layer) return wire.id;
  }
  return null;
}

/** The layer under a point of the screen, if any. */
export function layerUnderPointer(screen: Point): string | null {
  const node = document.elementFromPoint(screen.x, screen.y)?.closest('.react-flow__node-layer');
  return node?.getAttribute('data-id') ?? null;
}

/** Pointer or touch: where an event happened on the screen. */
export function screenOf(event: MouseEvent | TouchEvent): Point {
  if ('clientX' in event) return { x: event.clientX, y: event.clientY };
  const touch = event.changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

/** Right-clicking something that is not selected selects it. */
export function selectTarget(tab: Tab, target: MenuTarget): void {
  const { layers, notes, edges, select } = useSelection.of(tab).getState();
  if (target.on === 'layer' && !layers.includes(target.id)) select({ layers: [target.id] });
  if (target.on === 'note' && !notes.includes(target.id)) select({ notes: [target.id] });
  if (target.on === 'wire' && !edges.includes(target.id)) select({ edges: [target.id] });
}
