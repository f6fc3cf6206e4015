import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { Draft } from '../../../src/protocol/host.ts';
import { explain } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../ui/dates.ts';
import { followTabs, type Tab } from '../tabs/tab.ts';
import { isOpenTab, useTabs } from '../tabs/tabsStore.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { isEdited, type Origin, useDocument } from './documentStore.ts';

/** Unsaved work is written aside a moment after each change, so that no crash can take more than that. */

const delay = 800;
const strings = t.shell.files;

type Notify = (act: () => Promise<void>) => void;

/** Has the host do one thing after the other; a failure is shown once, not after every keystroke. */
function inOrder(): Notify {
  let failed = false;
  let notifying: Promise<unknown> = Promise.resolve();
  return (act) => {
    notifying = notifying.then(act).then(
      () => {
        failed = false;
      },
      (error: unknown) => {
        const reason = explain(error);
        if (!failed) useWorkspace.getState().alert(() => strings.draftFailed, reason);
        failed = true;
      },
    );
  };
}

/** Notifies the host what is unsaved in all tabs that are open. */
function reportUnsaved(): void {
  const states = useTabs.getState().tabs.map((tab) => useDocument.of(tab).getState());
  const unsaved = states.filter(isEdited).map((state) => state.document.name);
  host().setUnsaved(unsaved, useDocument.getState().document.name);
}

/** Keeps the draft of a tab's document in step with it; of a tab that is closed there is none. */
function followDraft(tab: Tab, notify: Notify): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const { getState, subscribe } = useDocument.of(tab);
  const draftNow = (): Draft => {
    const { document, draft, handle, fileName, version } = getState();
    const savedAt = new Date().toISOString();
    const name = fileName ?? document.name;
    return { id: draft, text: serializeDocument(document), handle, name, version, savedAt };
  };
  const write = (): void => {
    timer = null;
    const { draft } = getState();
    const kept = isOpenTab(tab) && isEdited(getState());
    notify(async () => (kept ? host().keepDraft(draftNow()) : host().forgetDraft(draft)));
  };
  const writeSoon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(write, delay);
  };
  /** At once: the page may be about to go. */
  const flush = (): void => {
    if (timer === null || document.visibilityState === 'visible') return;
    clearTimeout(timer);
    write();
  };
  // What was done before the host had answered.
  if (isEdited(getState())) writeSoon();
  document.addEventListener('visibilitychange', flush);
  const endDocument = subscribe((state, before) => {
    const edited = isEdited(state);
    if (edited !== isEdited(before) || state.document.name !== before.document.name) reportUnsaved();
    // Whoever opens another document has saved this one, or given it up.
    if (state.draft !== before.draft) notify(() => host().forgetDraft(before.draft));
    if (state.document !== before.document || edited !== isEdited(before) || state.draft !== before.draft)
      writeSoon();
  });
  const endTabs = useTabs.subscribe((state, before) => {
    if (state.tabs.includes(tab) !== before.tabs.includes(tab)) writeSoon();
  });
  return () => {
    endDocument();
    endTabs();
    document.removeEventListener('visibilitychange', flush);
    if (timer !== null) clearTimeout(timer);
  };
}

/** Keeps the drafts of all tabs. Returns the function that ends it. */
export function followDrafts(): () => void {
  const notify = inOrder();
  reportUnsaved();
  const endTabs = useTabs.subscribe(reportUnsaved);
  const endDrafts = followTabs((tab) => followDraft(tab, notify));
  return () => {
    endTabs();
    endDrafts();
  };
}

/** The document of a draft and where it came from; null where it cannot be read. */
export function openDraft(draft: Draft): { document: ConvasDocument; origin: Partial<Origin> } | null {
  const parsed = parseDocument(draft.text);
  if (!parsed.ok) return null;
  const { document, readOnly, notices } = parsed;
  const origin = {
    handle: draft.handle,
    fileName: draft.handle === null ? null : draft.name,
    version: draft.version,
    readOnly,
    notices: [strings.restoredText(document.name, formatMoment(draft.savedAt)), ...notices],
    edited: true,
    draft: draft.id,
  };
  return { document, origin };
}
