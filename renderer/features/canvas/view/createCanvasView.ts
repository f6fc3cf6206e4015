import type { ReactFlowInstance } from '@xyflow/react';
import type { RefObject } from 'react';
import { place } from '../../../../src/document/operations/arrange.ts';
import { boundsOf } from '../../../editing/arrange.ts';
import { t } from '../../../i18n/index.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import type { Tab } from '../../../stores/tabs/tab.ts';
import { type CanvasView, useCanvas } from '../../../stores/window/canvasStore.ts';
import { arrangeInWorker } from '../layout/job.ts';
import { fitOf } from '../layout/layout.ts';
import { boxesOf, frameOf, type Size, viewportOf } from './boxes.ts';
import { shownFrame, wholeFrame } from './framing.ts';
import { motion } from './motion.ts';

/** Of the way from the old places to the new, in milliseconds. */
const arranging = 140;
/** Above this many cards the way is not shown: moving them all costs more than it tells. */
const maxAnimated = 300;

interface ViewParts {
  /** The tab whose document this canvas shows, also after another one has come onto the screen. */
  readonly tab: Tab;
  readonly flow: ReactFlowInstance;
  /** The canvas now. */
  readonly canvas: () => Size & { readonly transform: readonly [x: number, y: number, zoom: number] };
  readonly element: () => HTMLElement | null;
  /** Where the pointer is, in pixels of the screen. */
  readonly pointer: RefObject<{ x: number; y: number } | null>;
  /** Called with true while cards are on their way to new places. */
  readonly onArranging: (arranging: boolean) => void;
}

/** From now on the view keeps all of the network in its frame, or stays where it is put. */
const setFollow = (follow: 'all' | null): void => useCanvas.getState().set({ follow });

/** Moving the view to what is to be seen. */
function createFraming({ tab, flow, canvas }: Pick<ViewParts, 'tab' | 'flow' | 'canvas'>) {
  const open = useOpen.of(tab);
  return {
    fit(ids?: readonly string[]): void {
      const { document } = open.getState();
      const box = ids && frameOf(document, ids);
      const viewport = ids ? box && wholeFrame(box, canvas()) : viewportOf(document, 'all', canvas());
      if (!viewport) return;
      setFollow(ids ? null : 'all');
      void flow.setViewport(viewport, { duration: motion() });
    },
    bringIntoView(ids: readonly string[]): void {
      const { document } = open.getState();
      const box = boundsOf(boxesOf(document, ids));
      const viewport = box && shownFrame(box, flow.getViewport(), canvas());
      if (!box || !viewport) return;
      // While no one has moved the view, all of what has grown is shown again, if that shows these as well.
      const { follow } = useCanvas.getState();
      const whole = follow && viewportOf(document, follow, canvas());
      const fits = whole !== null && shownFrame(box, whole, canvas()) === null;
      if (!fits) setFollow(null);
      void flow.setViewport(fits ? whole : viewport, { duration: motion() });
    },
  };
}

/** Gives a card the keyboard; it may be drawn only after it has come into view. */
function focusCard(element: ViewParts['element'], id: string, tries = 20): void {
  requestAnimationFrame(() => {
    const card = element()?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    if (card) card.focus({ preventScroll: true });
    else if (tries > 0) focusCard(element, id, tries - 1);
  });
}

/** Arranges layers of the open part as a step of undo, with the way there shown. False where it was canceled. */
async function layOut(
  ids: readonly string[] | null,
  { tab, canvas, onArranging }: Pick<ViewParts, 'tab' | 'canvas' | 'onArranging'>,
): Promise<boolean> {
  const open = useOpen.of(tab);
  const { document, key } = open.getState();
  const { announce } = useCanvas.getState();
  const places = await arrangeInWorker(document, ids, canvas());
  if (places === 'canceled') {
    announce(t.canvas.announce.layoutCanceled);
    return false;
  }
  // Another part was opened meanwhile.
  if (open.getState().key !== key) return false;
  if (places) {
    const shown = places.size <= maxAnimated && motion(arranging) > 0;
    onArranging(shown);
    open.getState().commit(
      () => t.canvas.edits.layOut,
      (before) => place(before, places),
    );
    if (shown) await new Promise((done) => setTimeout(done, arranging + 20));
    onArranging(false);
  }
  announce(places ? t.canvas.announce.layout : t.canvas.announce.layoutKept);
  return true;
}

/** What the canvas can be asked to show, on React Flow. */
export function createCanvasView(parts: ViewParts): CanvasView {
  const { flow, canvas, element, pointer } = parts;
  const framing = createFraming(parts);
  return {
    ...framing,
    zoomIn() {
      setFollow(null);
      void flow.zoomIn({ duration: motion() });
    },
    zoomOut() {
      setFollow(null);
      void flow.zoomOut({ duration: motion() });
    },
    zoomTo(zoom) {
      setFollow(null);
      void flow.zoomTo(zoom, { duration: motion() });
    },
    center() {
      const { width, height, transform } = canvas();
      const [x, y, zoom] = transform;
      return { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
    },
    pointer: () =>
      pointer.current ? flow.screenToFlowPosition(pointer.current, { snapToGrid: false }) : null,
    toScreen: (position) => flow.flowToScreenPosition(position),
    focus: () => element()?.focus({ preventScroll: true }),
    focusLayer(id) {
      framing.bringIntoView([id]);
      focusCard(element, id);
    },
    async layOut(ids) {
      if (await layOut(ids, parts)) framing.fit(ids ?? undefined);
    },
    async arranged(document) {
      const size = canvas();
      const places = await arrangeInWorker(document, null, size);
      if (places === null || places === 'canceled') return null;
      const gain = fitOf(place(document, places), size) / fitOf(document, size);
      return { places, gain };
    },
  };
}
