import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useSelection } from '../../../stores/selectionStore.ts';
import { detailAt } from '../detail.ts';
import type { CanvasEdge, CanvasNode } from '../flow.ts';
import { createDivider, type Divided, isCrowded, isMany, layerUnder } from './live.ts';

/**
 * Whether so many layers are in view that they are painted instead of being elements. Before the canvas knows its size
 * many layers count as too many: React Flow would make elements of all of them, to remove them in the next moment.
 */
function useCrowded(nodes: readonly CanvasNode[]): boolean {
  const before = useRef(false);
  return useStore(({ transform: [x, y, zoom], width, height }) => {
    if (width === 0 || height === 0) before.current ||= isMany(nodes);
    else {
      const part = {
        left: -x / zoom,
        top: -y / zoom,
        right: (width - x) / zoom,
        bottom: (height - y) / zoom,
      };
      before.current = isCrowded(nodes, part, detailAt(zoom), before.current);
    }
    return before.current;
  });
}

/**
 * React Flow learns of other nodes only after it has drawn: where a view jumps to where thousands are in it, it would
 * first make elements of them all. This tells it in the moment in which the view changes.
 */
function useTellAtOnce(scene: { nodes: CanvasNode[]; edges: CanvasEdge[] }, crowded: boolean): void {
  const store = useStoreApi();
  const [divide] = useState(createDivider);
  const current = useRef({ ...scene, crowded });
  current.current = { ...scene, crowded };
  useLayoutEffect(() => {
    let told: CanvasNode[] | null = null;
    return store.subscribe(({ transform: [x, y, zoom], width, height, setNodes, setEdges }) => {
      const { nodes, edges, crowded: known } = current.current;
      if (known || told === nodes || !isMany(nodes)) return;
      const part = {
        left: -x / zoom,
        top: -y / zoom,
        right: (width - x) / zoom,
        bottom: (height - y) / zoom,
      };
      if (!isCrowded(nodes, part, detailAt(zoom), false)) return;
      told = nodes;
      const few = divide(nodes, edges, null);
      setNodes(few.nodes);
      setEdges(few.edges);
      told = null;
    });
  }, [store, divide]);
}

/** The layer under the pointer, while layers are painted: it becomes an element before it is pressed. */
function usePointed(
  wrapper: RefObject<HTMLElement | null>,
  nodes: readonly CanvasNode[] | null,
): string | null {
  const [pointed, setPointed] = useState<string | null>(null);
  const { screenToFlowPosition } = useReactFlow();
  const painted = nodes !== null;
  const current = useRef(nodes);
  current.current = nodes;
  useEffect(() => {
    const element = wrapper.current;
    if (!element || !painted) {
      setPointed(null);
      return;
    }
    let last: string | null = null;
    const point = (event: PointerEvent): void => {
      // What is dragged stays what it is.
      if (event.type === 'pointermove' && event.buttons !== 0) return;
      const at = screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      const next = layerUnder(current.current ?? [], at)?.id ?? null;
      if (next === last) return;
      last = next;
      flushSync(() => setPointed(next));
    };
    element.addEventListener('pointermove', point, { capture: true, passive: true });
    element.addEventListener('pointerdown', point, { capture: true, passive: true });
    return () => {
      element.removeEventListener('pointermove', point, { capture: true });
      element.removeEventListener('pointerdown', point, { capture: true });
    };
  }, [wrapper, painted, screenToFlowPosition]);
  return painted ? pointed : null;
}

export interface Far {
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
  /** What is painted; null where all are elements. */
  readonly painted: Divided['painted'] | null;
  /** Selects what the frame was drawn around; React Flow looks at elements only. */
  selectFramed(): void;
}

/** A scene as React Flow gets it: whole, or, where too much of it is in view, all but a few of it painted. */
export function useFar(
  wrapper: RefObject<HTMLElement | null>,
  { nodes, edges }: { nodes: CanvasNode[]; edges: CanvasEdge[] },
): Far {
  const crowded = useCrowded(nodes);
  useTellAtOnce({ nodes, edges }, crowded);
  const pointed = usePointed(wrapper, crowded ? nodes : null);
  const [divide] = useState(createDivider);
  const divided = useMemo(
    () => (crowded ? divide(nodes, edges, pointed) : { nodes, edges, painted: null }),
    [divide, crowded, nodes, edges, pointed],
  );
  const frame = useRef<{ x: number; y: number; width: number; height: number } | null>(null);
  const store = useStoreApi();
  useEffect(
    () =>
      store.subscribe(({ userSelectionRect }) => {
        if (userSelectionRect) frame.current = userSelectionRect;
      }),
    [store],
  );
  const present = useRef({ nodes, crowded });
  present.current = { nodes, crowded };
  const selectFramed = useCallback(() => {
    const rect = frame.current;
    const { nodes, crowded } = present.current;
    frame.current = null;
    if (!crowded || !rect) return;
    const [x, y, zoom] = store.getState().transform;
    const left = (rect.x - x) / zoom;
    const top = (rect.y - y) / zoom;
    const inside = nodes.filter(({ position, measured }) => {
      const { width = 0, height = 0 } = measured ?? {};
      const across = position.x >= left && position.x + width <= left + rect.width / zoom;
      return across && position.y >= top && position.y + height <= top + rect.height / zoom;
    });
    const ids = (type: CanvasNode['type']): string[] =>
      inside.filter((node) => node.type === type).map(({ id }) => id);
    useSelection.getState().select({ layers: ids('layer'), notes: ids('note') });
  }, [store]);
  return { ...divided, selectFramed };
}
