import { t } from '../../../i18n/index.ts';
import { useInput } from '../../../stores/input/inputStore.ts';
import { alertError, useWorkspace } from '../../../stores/window/workspaceStore.ts';
import { transferOf, useFileDrop } from '../../../ui/useFileDrop.ts';
import { decodePhoto } from './decode.ts';

/** Takes an image file as the picture to look at; an alert says why it cannot be read. */
export async function takeFile(file: File): Promise<void> {
  try {
    useInput.getState().take(await decodePhoto(file));
    useWorkspace.getState().dismissAlerts('photo');
  } catch (error) {
    alertError(() => t.insight.photo.failed, error, 'photo');
  }
}

function take(event: ClipboardEvent | DragEvent): void {
  const files = [...(transferOf(event)?.files ?? [])];
  // What is pasted may be something else for the canvas; what is dropped here is meant for this, and refused with a reason.
  const file = event.type === 'paste' ? files.find(({ type }) => type.startsWith('image/')) : files[0];
  if (!file) return;
  event.preventDefault();
  event.stopPropagation();
  void takeFile(file);
}

/** Takes image files that are dropped on the window or pasted. True while one is dragged over it. */
export const usePhotoDrop = (): boolean => useFileDrop(take);
