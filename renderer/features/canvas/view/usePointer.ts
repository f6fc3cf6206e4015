import { type RefObject, useEffect, useRef } from 'react';

/** Where the pointer is on an element, in pixels of the screen; null while it is elsewhere. */
export function usePointer(
  element: RefObject<HTMLElement | null>,
): RefObject<{ x: number; y: number } | null> {
  const pointer = useRef<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const move = (event: PointerEvent): void => {
      pointer.current = { x: event.clientX, y: event.clientY };
    };
    const leave = (): void => {
      pointer.current = null;
    };
    current.addEventListener('pointermove', move);
    current.addEventListener('pointerleave', leave);
    return () => {
      current.removeEventListener('pointermove', move);
      current.removeEventListener('pointerleave', leave);
    };
  }, [element]);
  return pointer;
}
