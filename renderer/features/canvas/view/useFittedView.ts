import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useState } from 'react';
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
    useCanvas.getState().set({ view: createCanvasView({ flow, canvas, element, pointer, onArranging }) });
    return () => useCanvas.getState().set({ view: null });
  }, [flow, store, wrapper, pointer]);
  const kept = useKeptFrame();
  useReveal();
  return { arranging, ...kept };
}
