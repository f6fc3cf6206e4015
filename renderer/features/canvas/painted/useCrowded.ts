import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { partOf } from '../elements/boxes.ts';
import type { CanvasNode } from '../flow.ts';
import { detailAt } from '../view/detail.ts';
import { isCrowded, isMany, layerUnder } from './live.ts';

/**
 * Whether so many layers are in view that they are painted instead of being elements. Before the canvas knows its size
 * many layers count as too many.
 */
export function useCrowded(nodes: readonly CanvasNode[]): boolean {
  const before = useRef(false);
  return useStore(({ transform, width, height }) => {
    if (width === 0 || height === 0) before.current ||= isMany(nodes);
    else {
      const part = partOf(transform, { width, height });
      before.current = isCrowded(nodes, part, detailAt(transform[2]), before.current);
    }
    return before.current;
  });
}

/** The layer under the pointer, while layers are painted: it becomes an element before it is pressed. */
export function usePointed(
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

/** Selects what a frame was drawn around, elements and what is not: React Flow looks at its own only. */
export function useSelectFramed(nodes: readonly CanvasNode[]): () => void {
  const frame = useRef<{ x: number; y: number; width: number; height: number } | null>(null);
  const store = useStoreApi();
  useEffect(
    () =>
      store.subscribe(({ userSelectionRect }) => {
        if (userSelectionRect) frame.current = userSelectionRect;
      }),
    [store],
  );
  const present = useRef(nodes);
  present.current = nodes;
  return useCallback(() => {
    const rect = frame.current;
    frame.current = null;
    if (!rect) return;
    const [x, y, zoom] = store.getState().transform;
    const left = (rect.x - x) / zoom;
    const top = (rect.y - y) / zoom;
    const inside = present.current.filter(({ position, measured }) => {
      const { width = 0, height = 0 } = measured ?? {};
      const across = position.x >= left && position.x + width <= left + rect.width / zoom;
      return across && position.y >= top && position.y + height <= top + rect.height / zoom;
    });
    const ids = (type: CanvasNode['type']): string[] =>
      inside.filter((node) => node.type === type).map(({ id }) => id);
    useSelection.getState().select({ layers: ids('layer'), notes: ids('note') });
  }, [store]);
}
