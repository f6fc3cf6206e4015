import { t } from '../../../i18n/index.ts';
import { useImports } from '../../../stores/data/importStore.ts';
import { transferredFiles } from '../../../stores/data/pickedFiles.ts';
import { alertError } from '../../../stores/window/workspaceStore.ts';
import { hasFiles, transferOf, useFileDrop } from '../../../ui/useFileDrop.ts';

/** A network's file is opened, not read as data. */
const isDocument = (transfer: DataTransfer): boolean =>
  [...transfer.files].every(({ name }) => name.endsWith('.convas'));

function take(event: ClipboardEvent | DragEvent): void {
  const transfer = transferOf(event);
  if (!transfer || !hasFiles(transfer) || (transfer.files.length > 0 && isDocument(transfer))) return;
  event.preventDefault();
  event.stopPropagation();
  transferredFiles(transfer).then(
    (files) => useImports.getState().take(files),
    (error: unknown) => alertError(() => t.ownData.failed(t.ownData.title), error),
  );
}

/** Imports files and folders that are dropped on the window or pasted. True while some are dragged over it. */
export const useDataDrop = (): boolean => useFileDrop(take);
