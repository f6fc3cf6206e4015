import { useEffect, useState } from 'react';

/** Whether files are dragged or copied, not text. */
export const hasFiles = (transfer: DataTransfer | null): boolean =>
  transfer?.types.includes('Files') ?? false;

/**
 * Listens for what is dropped on the window or pasted, before the canvas does, which looks for layers.
 * @param take must stay the same function; it calls `preventDefault` and `stopPropagation` on what it takes
 * @returns true while files are dragged over the window
 */
export function useFileDrop(take: (event: ClipboardEvent | DragEvent) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      take(event);
    };
    document.addEventListener('paste', take, { capture: true });
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop, { capture: true });
    return () => {
      document.removeEventListener('paste', take, { capture: true });
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop, { capture: true });
    };
  }, [take]);
  return over;
}

/** What was dropped or pasted. */
export const transferOf = (event: ClipboardEvent | DragEvent): DataTransfer | null =>
  'clipboardData' in event ? event.clipboardData : event.dataTransfer;
