import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { Draft } from '../../src/protocol/host.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { isEdited, useDocument } from './documentStore.ts';
import { useWorkspace } from './workspaceStore.ts';

/** Unsaved work is written aside a moment after each change, so that no crash can take more than that. */

const delay = 800;

/** Keeps the draft in step with the document. Returns the function that ends it. */
export function followDrafts(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failed = false;
  const write = (): void => {
    timer = null;
    const { document, handle, fileName, saved } = useDocument.getState();
    const draft: Draft | null = isEdited({ document, saved })
      ? {
          text: serializeDocument(document),
          handle,
          name: fileName ?? document.name,
          savedAt: new Date().toISOString(),
        }
      : null;
    host()
      .keepDraft(draft)
      .then(
        () => {
          failed = false;
        },
        (error: unknown) => {
          // Said once, not after every keystroke.
          if (!failed) useWorkspace.getState().alert(t.shell.files.draftFailed, String(error));
          failed = true;
        },
      );
  };
  const tellHost = (): void => {
    const state = useDocument.getState();
    host().setUnsaved(isEdited(state), state.document.name);
  };
  tellHost();
  return useDocument.subscribe((state, before) => {
    if (state.document === before.document && state.saved === before.saved) return;
    if (isEdited(state) !== isEdited(before) || state.document.name !== before.document.name) tellHost();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, delay);
  });
}

/** Brings back unsaved work of a session that did not end well. True when there was some. */
export async function restoreDraft(): Promise<boolean> {
  const draft = await host()
    .loadDraft()
    .catch(() => null);
  if (!draft) return false;
  const parsed = parseDocument(draft.text);
  if (!parsed.ok) return false;
  const when = new Date(draft.savedAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  useDocument.getState().begin(parsed.document, {
    handle: draft.handle,
    fileName: draft.handle === null ? null : draft.name,
    readOnly: parsed.readOnly,
    notices: [t.shell.files.restoredText(parsed.document.name, when), ...parsed.notices],
    edited: true,
  });
  useWorkspace.getState().setGallery(false);
  return true;
}
