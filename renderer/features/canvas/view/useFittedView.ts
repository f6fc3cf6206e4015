import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useState } from 'react';
import { activeTab } from '../../../stores/tabs/activeTab.ts';
import { useCanvas } from '../../../stores/window/canvasStore.ts';
import { createCanvasView } from './createCanvasView.ts';
import { useKeptFrame } from './useKeptFrame.ts';
import { usePointer } from './usePointer.ts';
import { useReveal } from './useReveal.ts';

/** Registers what the canvas can be asked to show, keeps what was seen, and follows wishes to see a layer. */
export function useFittedView(wrapper: RefObject<HTMLDivElement | null>) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const [arranging, onArranging] = useState(false);
  const pointer = usePointer(wrapper);
  useEffect(() => {
    const { getState: canvas } = store;
    const element = () => wrapper.current;
    // The canvas is made again for another tab, so the one on the screen now is its own.
    const view = createCanvasView({ tab: activeTab(), flow, canvas, element, pointer, onArranging });
    useCanvas.getState().set({ view });
    return () => useCanvas.getState().set({ view: null });
  }, [flow, store, wrapper, pointer]);
  const kept = useKeptFrame();
  useReveal();
  return { arranging, ...kept };
}
