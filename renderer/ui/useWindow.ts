import { type RefObject, useLayoutEffect, useState } from 'react';

interface WindowOptions {
  /** Lists up to this long are drawn whole. */
  readonly whole?: number;
  /** Rows beyond the edges of the view, so that a quick scroll finds something there. */
  readonly beyond?: number;
  /** The part moves in steps of so many rows: it is not drawn again at every pixel. */
  readonly step?: number;
}

export interface ListWindow {
  /** The rows to draw, the last one not included. */
  readonly from: number;
  readonly to: number;
  /** What stands in the place of the rows before and after them, in pixels. */
  readonly before: number;
  readonly after: number;
  /** Scrolls a row to where it is drawn. */
  show(index: number): void;
}

/** The nearest element around that scrolls. */
function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let at = element?.parentElement ?? null; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (overflowY === 'auto' || overflowY === 'scroll') return at;
  }
  return null;
}

/**
 * Of a list of thousands of rows of one height the part that is in view; of a short one all.
 * @param list the element whose children the rows are, within something that scrolls
 * @param height of a row, in pixels
 */
export function useWindow(
  list: RefObject<HTMLElement | null>,
  count: number,
  height: number,
  { whole = 300, beyond = 40, step = 20 }: WindowOptions = {},
): ListWindow {
  const long = count > whole;
  const [part, setPart] = useState({ from: 0, to: whole });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is another element once there are rows
  useLayoutEffect(() => {
    const own = list.current;
    const scroller = scrollerOf(own);
    if (!long || !own || !scroller) return;
    const follow = (): void => {
      const above = scroller.getBoundingClientRect().top - own.getBoundingClientRect().top;
      const first = Math.floor(above / height / step) * step - beyond;
      const last = Math.ceil((above + scroller.clientHeight) / height / step) * step + beyond;
      setPart((before) => (before.from === first && before.to === last ? before : { from: first, to: last }));
    };
    follow();
    scroller.addEventListener('scroll', follow, { passive: true });
    const sizes = new ResizeObserver(follow);
    sizes.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', follow);
      sizes.disconnect();
    };
  }, [list, long, count, height, beyond, step]);
  const from = long ? Math.min(Math.max(0, part.from), count) : 0;
  const to = long ? Math.max(from, Math.min(count, part.to)) : count;
  return {
    from,
    to,
    before: from * height,
    after: (count - to) * height,
    show(index) {
      const scroller = scrollerOf(list.current);
      if (!long || !scroller || !list.current) return;
      const top = list.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
      const place = top + scroller.scrollTop + index * height;
      if (place < scroller.scrollTop || place + height > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = place - scroller.clientHeight / 2;
    },
  };
}
