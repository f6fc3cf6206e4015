import { useReactFlow, useStore, useStoreApi, type Viewport } from '@xyflow/react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { boundsOf } from '../../../editing/arrange.ts';
import { chosenIds } from '../../../editing/selection.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { drawnBox } from '../cards/drawn.ts';
import { boxesOf, viewportOf } from './boxes.ts';
import { keptFrame } from './framing.ts';

/**
 * Keeps in the view what was seen. A part that was just opened is framed, and framed again while no one has moved the
 * view, whatever the docks do; after that its middle stays the middle. One that was seen before is shown as it was left.
 */
export function useKeptFrame() {
  const flow = useReactFlow();
  const store = useStoreApi();
  const key = useOpen((state) => state.key);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  useLayoutEffect(() => {
    if (width === 0 || height === 0) return;
    const now = { width, height };
    const { document } = useOpen.getState();
    const { seen, left, follow, set } = useCanvas.getState();
    const same = seen?.key === key;
    const known = same ? seen : left.get(key);
    const shows = same ? follow : known ? null : 'opened';
    // What is worked on stays in view.
    const selected = () => boundsOf(boxesOf(document, chosenIds(useSelection.getState())));
    const viewport = shows
      ? viewportOf(document, shows, now)
      : known && keptFrame(known.viewport, known.size, now, drawnBox(document).all, selected());
    if (viewport) void flow.setViewport(viewport);
    set({
      follow: shows,
      seen: { key, viewport: viewport ?? flow.getViewport(), size: now },
      ...(seen && !same ? { left: new Map(left).set(seen.key, seen) } : {}),
    });
  }, [key, width, height, flow]);

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
  return { defaultViewport, onMoveEnd };
}
