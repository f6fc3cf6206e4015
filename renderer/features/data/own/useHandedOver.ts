import { useEffect, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { transferredFiles } from '../../../stores/data/handedFiles.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';

const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes('Files') ?? false;

/** A network's file is opened, not read as data. */
const isDocument = (transfer: DataTransfer): boolean =>
  [...transfer.files].every(({ name }) => name.endsWith('.convas'));

/** Takes files and folders that are dropped on the window or pasted as data. True while some are dragged over it. */
export function useHandedOver(): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const take = (event: Event, transfer: DataTransfer | null): void => {
      if (!transfer || !hasFiles(transfer) || (transfer.files.length > 0 && isDocument(transfer))) return;
      event.preventDefault();
      event.stopPropagation();
      transferredFiles(transfer).then(
        (handed) => useImports.getState().take(handed),
        (error: unknown) => alertError(() => t.ownData.failed(t.ownData.title), error),
      );
    };
    const paste = (event: ClipboardEvent): void => take(event, event.clipboardData);
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
      take(event, event.dataTransfer);
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
