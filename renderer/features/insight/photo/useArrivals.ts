import { useEffect, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { useInput } from '../../../stores/input/inputStore.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import { decodePhoto } from './decode.ts';

/** Takes an image file as the picture to look at; says in words why it cannot be read. */
export async function takeFile(file: File): Promise<void> {
  try {
    useInput.getState().take(await decodePhoto(file));
  } catch (error) {
    alertError(() => t.insight.photo.failed, error);
  }
}

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

/** Takes image files that are dropped on the window or pasted. True while one is dragged over it. */
export function useArrivals(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (!file) return;
      // Before the canvas, which looks for layers.
      event.preventDefault();
      event.stopPropagation();
      void takeFile(file);
    };
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
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      void takeFile(file);
    };
    document.addEventListener('paste', paste, { capture: true });
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop, { capture: true });
    return () => {
      document.removeEventListener('paste', paste, { capture: true });
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop, { capture: true });
    };
  }, []);
  return over;
}
