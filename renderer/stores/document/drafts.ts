import { parseDocument } from '../../../src/document/parse.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { Draft } from '../../../src/protocol/host.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../ui/dates.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { isEdited, useDocument } from './documentStore.ts';
import { useRecovery } from './recoveryStore.ts';

/** Unsaved work is written aside a moment after each change, so that no crash can take more than that. */

const delay = 800;
const strings = t.shell.files;

/** Keeps the draft of each document in step with it. Returns the function that ends it. */
export function followDrafts(): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failed = false;
  /** The host is told one thing after the other. */
  let telling: Promise<unknown> = Promise.resolve();
  const tell = (act: () => Promise<void>): void => {
    telling = telling.then(act).then(
      () => {
        failed = false;
      },
      (error: unknown) => {
        // Said once, not after every keystroke.
        const reason = explain(error);
        if (!failed) useWorkspace.getState().alert(() => strings.draftFailed, reason);
        failed = true;
      },
    );
  };
  const draftNow = (): Draft => {
    const { document, draft, handle, fileName, version } = useDocument.getState();
    const savedAt = new Date().toISOString();
    const name = fileName ?? document.name;
    return { id: draft, text: serializeDocument(document), handle, name, version, savedAt };
  };
  const write = (): void => {
    timer = null;
    const { draft } = useDocument.getState();
    const edited = isEdited(useDocument.getState());
    tell(async () => (edited ? host().keepDraft(draftNow()) : host().forgetDraft(draft)));
  };
  /** At once: the page may be about to go. */
  const flush = (): void => {
    if (timer === null || document.visibilityState === 'visible') return;
    clearTimeout(timer);
    write();
  };
  const tellHost = (): void => {
    const state = useDocument.getState();
    host().setUnsaved(isEdited(state), state.document.name);
  };
  tellHost();
  // What was done before the host had answered.
  if (isEdited(useDocument.getState())) timer = setTimeout(write, delay);
  document.addEventListener('visibilitychange', flush);
  const end = useDocument.subscribe((state, before) => {
    const edited = isEdited(state);
    if (edited !== isEdited(before) || state.document.name !== before.document.name) tellHost();
    // Whoever opens another document has saved this one, or given it up.
    if (state.draft !== before.draft) tell(() => host().forgetDraft(before.draft));
    if (state.document === before.document && edited === isEdited(before) && state.draft === before.draft)
      return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, delay);
  });
  return () => {
    end();
    document.removeEventListener('visibilitychange', flush);
    if (timer !== null) clearTimeout(timer);
  };
}

/** Begins with a draft. False where it cannot be read. */
export function beginWithDraft(draft: Draft): boolean {
  const parsed = parseDocument(draft.text);
  if (!parsed.ok) return false;
  useDocument.getState().begin(parsed.document, {
    handle: draft.handle,
    fileName: draft.handle === null ? null : draft.name,
    version: draft.version,
    readOnly: parsed.readOnly,
    notices: [strings.restoredText(parsed.document.name, formatMoment(draft.savedAt)), ...parsed.notices],
    edited: true,
    draft: draft.id,
  });
  useWorkspace.getState().setGallery(false);
  return true;
}

/**
 * Brings back unsaved work that this window or tab has left behind, and offers what others have that are gone. True
 * when there was some of its own.
 */
export async function restoreDraft(): Promise<boolean> {
  const { draft: begunWith } = useDocument.getState();
  const found = await host()
    .loadDrafts()
    .catch(() => null);
  if (!found) return false;
  const { own, others } = found;
  // Who has begun with something else meanwhile is not interrupted.
  const idle = useDocument.getState().draft === begunWith && !isEdited(useDocument.getState());
  const restored = own !== null && idle && beginWithDraft(own);
  useRecovery.setState({ offers: own !== null && !idle ? [own, ...others] : others });
  const { after } = found;
  if (after !== null)
    useWorkspace.getState().alert(
      () => strings.afterFailure[after],
      () => (restored ? strings.afterFailureRestored : strings.afterFailureClean),
    );
  return restored;
}
