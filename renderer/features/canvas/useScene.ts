import { useMemo, useState } from 'react';
import type { Point } from '../../editing/edit.ts';
import { useOpen } from '../../stores/document/openStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { useCanvas } from '../../stores/window/canvasStore.ts';
import { type CanvasEdge, type CanvasNode, createFlow } from './flow.ts';

/** What is being copied once more, where the copies will be. */
const copies = (nodes: readonly CanvasNode[], moving: ReadonlyMap<string, Point>): CanvasNode[] =>
  nodes.flatMap((node) => {
    const position = moving.get(node.id);
    if (!position) return [];
    return [{ ...node, id: `copy of ${node.id}`, position, selected: false, draggable: false, zIndex: 2 }];
  });

/** The document, what is known of it, the selection and a drag under way, as React Flow draws them. */
export function useScene(): { nodes: CanvasNode[]; edges: CanvasEdge[] } {
  const [flow] = useState(createFlow);
  const document = useOpen((state) => state.document);
  const values = useOpen((state) => state.values);
  const byLayer = useOpen((state) => state.byLayer);
  const problemsByLayer = useOpen((state) => state.problemsByLayer);
  const layers = useSelection((state) => state.layers);
  const notes = useSelection((state) => state.notes);
  const wires = useSelection((state) => state.edges);
  const moving = useCanvas((state) => state.moving);
  const copying = useCanvas((state) => state.copying);
  const resizing = useCanvas((state) => state.resizing);
  const selected = useMemo(() => ({ layers: new Set(layers), notes: new Set(notes) }), [layers, notes]);
  const selectedEdges = useMemo(() => new Set(wires), [wires]);
  const placed = copying ? null : moving;
  const own = useMemo(
    () =>
      flow.nodes({
        document,
        values,
        byLayer,
        problemsByLayer,
        selected,
        selectedEdges,
        moving: placed,
        resizing,
      }),
    [flow, document, values, byLayer, problemsByLayer, selected, selectedEdges, placed, resizing],
  );
  const nodes = useMemo(
    () => (copying && moving ? [...own, ...copies(own, moving)] : own),
    [own, copying, moving],
  );
  const edges = useMemo(
    () =>
      flow.edges({
        document,
        values,
        byLayer,
        problemsByLayer,
        selected,
        selectedEdges,
        moving: null,
        resizing: null,
      }),
    [flow, document, values, byLayer, problemsByLayer, selected, selectedEdges],
  );
  return { nodes, edges };
}
