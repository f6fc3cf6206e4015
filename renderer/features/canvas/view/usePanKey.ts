import { type RefObject, useEffect } from 'react';

/** Where Space means something of its own: it types, or presses what has the focus. */
const own = 'input, textarea, select, button, a, [contenteditable], [role="dialog"], [role="menu"]';

/**
 * While Space is held the canvas is moved wherever it is pressed, on a card or a wire too. Marked on the element, not in
 * React: nothing is drawn again for it.
 */
export function usePanKey(wrapper: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const mark = (panning: boolean): void => {
      wrapper.current?.toggleAttribute('data-panning', panning);
    };
    const press = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.target instanceof Element) || event.target.closest(own)) return;
      event.preventDefault();
      mark(true);
    };
    const release = (event: KeyboardEvent): void => {
      if (event.code === 'Space') mark(false);
    };
    const leave = (): void => mark(false);
    window.addEventListener('keydown', press);
    window.addEventListener('keyup', release);
    window.addEventListener('blur', leave);
    return () => {
      window.removeEventListener('keydown', press);
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', leave);
    };
  }, [wrapper]);
}
