import { useMemo, useState } from 'react';
import { useCanvas } from '../../stores/canvasStore.ts';
import { useOpen } from '../../stores/openStore.ts';
import { useSelection } from '../../stores/selectionStore.ts';
import { type CanvasEdge, type CanvasNode, createFlow } from './flow.ts';

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
  const resizing = useCanvas((state) => state.resizing);
  const selected = useMemo(() => ({ layers: new Set(layers), notes: new Set(notes) }), [layers, notes]);
  const selectedEdges = useMemo(() => new Set(wires), [wires]);
  const nodes = useMemo(
    () =>
      flow.nodes({ document, values, byLayer, problemsByLayer, selected, selectedEdges, moving, resizing }),
    [flow, document, values, byLayer, problemsByLayer, selected, selectedEdges, moving, resizing],
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
