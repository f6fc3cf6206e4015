import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { stripHeight } from '../../../editing/card.ts';
import { useOpen } from '../../../stores/document/openStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { boxesOf } from './boxes.ts';
import { cardZoom } from './detail.ts';
import { shownFrame } from './framing.ts';
import { motion } from './motion.ts';

/** Follows wishes to see a layer: brings its card into view, large enough to be read. */
export function useReveal(): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const revealed = useSelection((state) => state.revealed);
  useEffect(() => {
    const [box] = revealed ? boxesOf(useOpen.getState().document, [revealed.layer]) : [];
    if (!box) return;
    const { width, height } = store.getState();
    const withMaps = { ...box, height: box.height + stripHeight };
    const shown = shownFrame(withMaps, flow.getViewport(), { width, height }, cardZoom);
    if (!shown) return;
    useCanvas.getState().set({ follow: null });
    void flow.setViewport(shown, { duration: motion() });
  }, [revealed, flow, store]);
}
