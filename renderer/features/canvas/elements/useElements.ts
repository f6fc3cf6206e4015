import { useStoreApi } from '@xyflow/react';
import { type RefObject, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import type { CanvasEdge, CanvasNode, LayerFlowNode } from '../flow.ts';
import { createDivider, isMany } from '../painted/live.ts';
import { useCrowded, usePointed, useSelectFramed } from '../painted/useCrowded.ts';
import { createAdmission, limits, type Painted } from './admission.ts';
import { partOf } from './boxes.ts';

/** Milliseconds after its last move for which a view counts as moving. */
const settling = 120;

export interface Elements {
  /** For React Flow. */
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
  /** What is painted; null where all are elements. */
  readonly painted: Painted | null;
  /** Cards in view that are about to be elements. */
  readonly waiting: readonly LayerFlowNode[];
  /** Selects what the frame was drawn around; React Flow looks at elements only. */
  selectFramed(): void;
}

const noNodes: readonly LayerFlowNode[] = [];

/** What stays an element though it leaves the view: what is dragged, what a wire is drawn from, what has the keyboard. */
function pinnedIn(wrapper: HTMLElement | null, wiredFrom: string | null): ReadonlySet<string> {
  const pinned = new Set(useCanvas.getState().moving?.keys());
  const focused = wrapper?.contains(document.activeElement)
    ? document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id')
    : null;
  if (focused) pinned.add(focused);
  if (wiredFrom) pinned.add(wiredFrom);
  return pinned;
}

/** A scene as React Flow gets it: what is in view and around it as elements, and painted where that is too much. */
export function useElements(
  wrapper: RefObject<HTMLElement | null>,
  { nodes, edges }: { nodes: CanvasNode[]; edges: CanvasEdge[] },
): Elements {
  const store = useStoreApi();
  const crowded = useCrowded(nodes);
  const pointed = usePointed(wrapper, crowded ? nodes : null);
  const [divide] = useState(createDivider);
  const [admission] = useState(createAdmission);
  const [version, renew] = useReducer((count: number) => count + 1, 0);
  const moved = useRef(Number.NEGATIVE_INFINITY);
  const soon = useRef<() => void>(() => undefined);
  const present = useRef({ nodes, crowded });
  present.current = { nodes, crowded };

  const [take] = useState(() => (jumped: boolean): { changed: boolean; more: boolean } => {
    const { nodes, crowded } = present.current;
    const { transform, width, height, connection } = store.getState();
    if (crowded || width === 0 || height === 0) return { changed: false, more: false };
    const moving = performance.now() - moved.current < settling;
    const from = connection.inProgress ? connection.fromNode.id : null;
    return admission.step(
      nodes,
      partOf(transform, { width, height }),
      jumped ? limits.jumped : moving ? limits.moving : limits.resting,
      pinnedIn(wrapper.current, from),
    );
  });

  useLayoutEffect(() => {
    let frame = 0;
    let { transform: shown, width: wide } = store.getState();
    const step = (): void => {
      frame = 0;
      const { changed, more } = take(false);
      if (changed) renew();
      if (more) soon.current();
    };
    soon.current = () => {
      if (frame === 0) frame = requestAnimationFrame(step);
    };
    const follow = (): void => {
      const { transform, width } = store.getState();
      if (transform === shown && width === wide) return;
      [shown, wide] = [transform, width];
      const now = performance.now();
      // The first move of several, or the only one: where it leads is shown at once.
      const jumped = now - moved.current > settling;
      moved.current = now;
      if (jumped && take(true).changed) renew();
      soon.current();
    };
    const end = store.subscribe(follow);
    return () => {
      end();
      cancelAnimationFrame(frame);
      soon.current = () => undefined;
    };
  }, [store, take]);

  const before = useRef<{ nodes: readonly CanvasNode[]; crowded: boolean; painted: Painted | null } | null>(
    null,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step of the admission is another version
  const elements = useMemo((): Omit<Elements, 'selectFramed'> => {
    if (crowded) {
      const divided = divide(nodes, edges, pointed);
      before.current = { nodes, crowded, painted: divided.painted };
      return { ...divided, waiting: noNodes };
    }
    const { transform, width, height } = store.getState();
    if (width === 0 || height === 0)
      return { nodes: isMany(nodes) ? [] : nodes, edges, painted: null, waiting: noNodes };
    // What was opened, put in or moved by an edit is there at once; what was painted until now takes its time.
    if (before.current?.nodes !== nodes) take(!before.current?.crowded);
    const part = partOf(transform, { width, height });
    const { nodes: given, edges: drawn, waiting, manyWires } = admission.admit(nodes, edges, part);
    const painted = waiting.length > 0 ? (before.current?.painted ?? null) : null;
    before.current = { nodes, crowded, painted };
    const still = painted ? noNodes : waiting;
    return { nodes: given, edges: drawn, painted: painted ?? manyWires, waiting: still };
  }, [divide, admission, take, store, crowded, nodes, edges, pointed, version]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever has changed may leave more to be done
  useLayoutEffect(() => soon.current(), [elements]);
  const selectFramed = useSelectFramed(nodes);
  return { ...elements, selectFramed };
}
