import { useEffect } from 'react';

/** What an element says in a tooltip because its text is cut. */
const mark = 'data-cut';

const isCut = (element: HTMLElement): boolean =>
  element.scrollWidth > element.clientWidth && getComputedStyle(element).textOverflow === 'ellipsis';

/** Gives what is under the pointer or has the focus its whole text as a tooltip, while it ends in an ellipsis. */
function update({ target }: Event): void {
  for (
    let element = target instanceof HTMLElement ? target : null;
    element;
    element = element.parentElement
  ) {
    if (element.hasAttribute(mark)) {
      if (isCut(element)) {
        element.title = element.textContent ?? '';
      } else {
        element.removeAttribute(mark);
        element.removeAttribute('title');
      }
      return;
    }
    if (element.title) return;
    if (isCut(element)) {
      element.setAttribute(mark, '');
      element.title = element.textContent ?? '';
      return;
    }
  }
}

/** No text is cut without a way to read it: one rule for all that a style sheet cuts. */
export function useCutTitles(): void {
  useEffect(() => {
    document.addEventListener('pointerover', update);
    document.addEventListener('focusin', update);
    return () => {
      document.removeEventListener('pointerover', update);
      document.removeEventListener('focusin', update);
    };
  }, []);
}
