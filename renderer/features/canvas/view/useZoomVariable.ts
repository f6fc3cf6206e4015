import { useStoreApi } from '@xyflow/react';
import { type RefObject, useLayoutEffect } from 'react';
import { detailAt } from './detail.ts';

/**
 * Keeps the zoom in steps of a twentieth as `--zoom` on the canvas, for the names that stay legible far away. Only
 * while they are shown, and without React: a change of it restyles every card in view.
 */
export function useZoomVariable(wrapper: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useLayoutEffect(() => {
    let written = '';
    const write = (): void => {
      const zoom = store.getState().transform[2];
      if (detailAt(zoom) === 'card') return;
      const value = String(Math.max(0.2, Math.floor(zoom * 20) / 20));
      if (value === written || !wrapper.current) return;
      written = value;
      wrapper.current.style.setProperty('--zoom', value);
    };
    write();
    return store.subscribe(write);
  }, [store, wrapper]);
}
