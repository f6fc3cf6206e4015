import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { place } from '../../../../src/document/operations/arrange.ts';
import { boundsOf } from '../../../editing/arrange.ts';
import { stripHeight } from '../../../editing/card.ts';
import { sizeOf } from '../../../editing/edits.ts';
import { lookup } from '../../../editing/lookup.ts';
import { t } from '../../../i18n/index.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { type CanvasView, useCanvas } from '../../../stores/window/canvasStore.ts';
import { drawnBox } from '../cards/drawn.ts';
import { arrangeInWorker } from '../layout/job.ts';
import { fitOf } from '../layout/layout.ts';
import { cardZoom } from './detail.ts';
import { keptFrame, openingFrame, shownFrame, wholeFrame } from './framing.ts';
import { motion } from './motion.ts';

/** Of the way from the old places to the new, in milliseconds. */
const arranging = 140;
/** Above this many cards the way is not shown: moving them all costs more than it tells. */
const mostAnimated = 300;

function boxesOf(ids: readonly string[]) {
  const { document } = useOpen.getState();
  const { layers, notes } = lookup(document);
  return ids.flatMap((id) => {
    const item = layers.get(id) ?? notes.get(id);
    return item ? [{ ...item.position, ...sizeOf(document, id) }] : [];
  });
}

/** What surrounds these, with the room below that feature maps take. */
function frameOf(ids: readonly string[]) {
  const { layers } = lookup(useOpen.getState().document);
  const bounds = boundsOf(boxesOf(ids));
  const below = ids.some((id) => layers.has(id)) ? stripHeight : 0;
  return bounds && { ...bounds, height: bounds.height + below };
}

/** What surrounds all: cards with their feature maps, wires and notes. */
const wholeBox = () => drawnBox(useOpen.getState().document).all;

/** What surrounds the selected layers and notes: what is worked on. */
function selectedBox() {
  const { layers, notes } = useSelection.getState();
  return boundsOf(boxesOf([...layers, ...notes]));
}

/** Where the view goes for what it is to show; null where there is nothing. */
function viewportOf(shows: 'opened' | 'all', view: { width: number; height: number }): Viewport | null {
  const { document } = useOpen.getState();
  const { all, network } = drawnBox(document);
  if (all === null) return null;
  if (shows === 'all') return wholeFrame(all, view);
  return openingFrame(all, network ?? all, document.layers.length, view);
}

/** Registers what the canvas can be asked to show, keeps what was seen, and follows wishes to see a layer. */
export function useFittedView(wrapper: RefObject<HTMLDivElement | null>) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const [isArranging, setArranging] = useState(false);
  const pointer = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const element = wrapper.current;
    if (!element) return;
    const move = (event: PointerEvent): void => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const leave = (): void => {
      pointer.current = null;
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
    };
  }, [wrapper]);

  useEffect(() => {
    const goes = (follow: 'all' | null): void => useCanvas.getState().set({ follow });
    const showAll = (ids?: readonly string[]): void => {
      const { width, height } = store.getState();
      const box = ids && frameOf(ids);
      const viewport = ids ? box && wholeFrame(box, { width, height }) : viewportOf('all', { width, height });
      if (!viewport) return;
      goes(ids ? null : 'all');
      void flow.setViewport(viewport, { duration: motion() });
    };
    const bringIntoView = (ids: readonly string[]): void => {
      const box = boundsOf(boxesOf(ids));
      if (!box) return;
      const { width, height } = store.getState();
      const viewport = shownFrame(box, flow.getViewport(), { width, height });
      if (!viewport) return;
      // While nobody has moved the view, all of what has grown is shown again, if that shows these as well.
      const { follow } = useCanvas.getState();
      const whole = follow && viewportOf(follow, { width, height });
      const fits = whole !== null && shownFrame(box, whole, { width, height }) === null;
      if (!fits) goes(null);
      void flow.setViewport(fits ? whole : viewport, { duration: motion() });
    };
    const view: CanvasView = {
      fit: showAll,
      zoomIn() {
        goes(null);
        void flow.zoomIn({ duration: motion() });
      },
      zoomOut() {
        goes(null);
        void flow.zoomOut({ duration: motion() });
      },
      zoomTo(zoom) {
        goes(null);
        void flow.zoomTo(zoom, { duration: motion() });
      },
      center() {
        const { width, height, transform } = store.getState();
        return {
          x: (width / 2 - transform[0]) / transform[2],
          y: (height / 2 - transform[1]) / transform[2],
        };
      },
      pointer: () =>
        pointer.current ? flow.screenToFlowPosition(pointer.current, { snapToGrid: false }) : null,
      toScreen: (position) => flow.flowToScreenPosition(position),
      bringIntoView,
      focus: () => wrapper.current?.focus({ preventScroll: true }),
      focusLayer(id) {
        bringIntoView([id]);
        // The card may be drawn only after it has come into view.
        const focus = (tries: number): void => {
          const node = wrapper.current?.querySelector<HTMLElement>(
            `.react-flow__node[data-id="${CSS.escape(id)}"]`,
          );
          if (node) node.focus({ preventScroll: true });
          else if (tries > 0) requestAnimationFrame(() => focus(tries - 1));
        };
        requestAnimationFrame(() => focus(20));
      },
      async layOut(ids) {
        const { document, key } = useOpen.getState();
        const { announce } = useCanvas.getState();
        const { width, height } = store.getState();
        const places = await arrangeInWorker(document, ids, { width, height });
        if (places === 'cancelled') return announce(t.canvas.announce.layoutCancelled);
        // Another part was opened meanwhile.
        if (useOpen.getState().key !== key) return;
        if (places) {
          const shown = places.size <= mostAnimated && motion(arranging) > 0;
          setArranging(shown);
          useOpen.getState().commit(
            () => t.canvas.edits.layOut,
            (before) => place(before, places),
          );
          if (shown) await new Promise((done) => setTimeout(done, arranging + 20));
          setArranging(false);
        }
        announce(places ? t.canvas.announce.layout : t.canvas.announce.layoutKept);
        showAll(ids ?? undefined);
      },
      async arranged(document) {
        const { width, height } = store.getState();
        const places = await arrangeInWorker(document, null, { width, height });
        if (places === null || places === 'cancelled') return null;
        const [before, after] = [document, place(document, places)].map((each) =>
          fitOf(each, { width, height }),
        );
        return { places, gain: after! / before! };
      },
    };
    useCanvas.getState().set({ view });
    return () => useCanvas.getState().set({ view: null });
  }, [flow, store, wrapper]);

  // A part that was just opened is framed, and framed again while nobody has moved the view, whatever the
  // docks do; after that its middle stays the middle. One that was seen before is shown as it was left.
  const key = useOpen((state) => state.key);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useLayoutEffect(() => {
    if (width === 0 || height === 0) return;
    const now = { width, height };
    const { seen, left, follow, set } = useCanvas.getState();
    const same = seen?.key === key;
    const known = same ? seen : left.get(key);
    const shows = same ? follow : known ? null : 'opened';
    const viewport = shows
      ? viewportOf(shows, now)
      : known && keptFrame(known.viewport, known.size, now, wholeBox(), selectedBox());
    if (viewport) void flow.setViewport(viewport);
    set({
      follow: shows,
      seen: { key, viewport: viewport ?? flow.getViewport(), size: now },
      ...(seen && !same ? { left: new Map(left).set(seen.key, seen) } : {}),
    });
  }, [key, width, height, flow]);

  const revealed = useSelection((state) => state.revealed);
  useEffect(() => {
    const [box] = revealed ? boxesOf([revealed.layer]) : [];
    if (!box) return;
    const { width, height } = store.getState();
    const viewport = flow.getViewport();
    const worn = { ...box, height: box.height + stripHeight };
    const shown = shownFrame(worn, viewport, { width, height }, cardZoom);
    if (!shown) return;
    useCanvas.getState().set({ follow: null });
    void flow.setViewport(shown, { duration: motion() });
  }, [revealed, flow, store]);

  const [defaultViewport] = useState(() => {
    const { seen } = useCanvas.getState();
    return seen?.key === key ? seen.viewport : { x: 0, y: 0, zoom: 1 };
  });
  const onMoveEnd = useCallback(
    (event: MouseEvent | TouchEvent | null, viewport: Viewport) => {
      const { key } = useOpen.getState();
      const { width, height } = store.getState();
      const before = useCanvas.getState().seen?.viewport;
      // A click on empty canvas ends a move that moved nothing.
      const moved =
        !before || before.x !== viewport.x || before.y !== viewport.y || before.zoom !== viewport.zoom;
      const seen = { key, viewport, size: { width, height } };
      useCanvas.getState().set(event && moved ? { seen, follow: null } : { seen });
    },
    [store],
  );
  return { arranging: isArranging, defaultViewport, onMoveEnd };
}
