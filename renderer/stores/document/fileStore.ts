import { parseDocument } from '../../../src/document/parse.ts';
import type { FileState, Handle } from '../../../src/protocol/host.ts';
import { explain, TextError } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { log } from '../engine/logStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import { perTab } from '../tabs/perTab.ts';
import { eachTab, followTabs, type Tab } from '../tabs/tab.ts';
import { useTabs } from '../tabs/tabsStore.ts';
import { hasEdits, useDocument } from './documentStore.ts';

/** What the host sees of the file that is open: whether it still is what was read, and who else has it. */

type Trouble =
  /** It holds something else, and there are changes here that are not saved. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'missing' }
  /** It holds something else that is no document; `reason` in a sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string };

interface FileStore {
  readonly trouble: Trouble | null;
  /** How many other windows or tabs have it open. */
  readonly others: number;
  /** How many others the person knows of: more are news. */
  readonly knownOthers: number;
  dismissOthers(): void;
}

export const useFile = perTab<FileStore>((_tab, set, get) => ({
  trouble: null,
  others: 0,
  knownOthers: 0,
  dismissOthers: () => set({ knownOthers: get().others }),
}));

const strings = t.shell.files;

interface Saving {
  /** Saves under way: until they are done no one can say whether what the file holds is ours. */
  count: number;
  deferred: FileState | null;
}

const savingIn = eachTab((): Saving => ({ count: 0, deferred: null }));

/** Does a save of a tab's document, while news of its file waits. */
export async function whileSaving<T>(tab: Tab, save: () => Promise<T>): Promise<T> {
  const saving = savingIn(tab);
  saving.count += 1;
  try {
    return await save();
  } finally {
    saving.count -= 1;
    const { deferred } = saving;
    saving.deferred = null;
    if (saving.count === 0 && deferred) void consider(tab, deferred);
  }
}

/** Takes over what the file holds now, which can be undone. False where it cannot be read, which is reported. */
export async function reloadFile(tab: Tab = activeTab()): Promise<boolean> {
  const { getState } = useDocument.of(tab);
  const { setState } = useFile.of(tab);
  const { handle, session } = getState();
  if (handle === null) return false;
  try {
    const file = await host().openRecent(handle);
    const parsed = parseDocument(file.text);
    if (getState().session !== session) return false;
    if (!parsed.ok) throw new TextError(parsed.error);
    const notices = [strings.reloaded(file.name), ...parsed.notices];
    getState().reload(parsed.document, file.version, { readOnly: parsed.readOnly, notices });
    setState({ trouble: null });
    log('info', () => strings.reloaded(file.name));
    return true;
  } catch (error) {
    if (getState().session !== session) return false;
    getState().markFileLost(true);
    setState({ trouble: { kind: 'unreadable', reason: explain(error) } });
    return false;
  }
}

/** The file as the host sees it, again: its news may have been on the way while it was written here. */
async function isOurs(tab: Tab, state: FileState): Promise<boolean> {
  const { getState } = useDocument.of(tab);
  if (state.version === getState().version) return true;
  if (state.version === null) return false;
  const file = await host()
    .openRecent(state.handle)
    .catch(() => null);
  return file !== null && file.version === getState().version;
}

async function consider(tab: Tab, state: FileState): Promise<void> {
  const { getState } = useDocument.of(tab);
  const { setState } = useFile.of(tab);
  if (state.handle !== getState().handle) return;
  setState(({ knownOthers }) => ({
    others: state.others,
    knownOthers: Math.min(knownOthers, state.others),
  }));
  if (state.version === undefined) return;
  const saving = savingIn(tab);
  if (saving.count > 0) {
    saving.deferred = state;
    return;
  }
  const ours = await isOurs(tab, state);
  if (state.handle !== getState().handle) return;
  if (ours) {
    getState().markFileLost(false);
    setState({ trouble: null });
  } else if (state.version === null) {
    // What is here is nowhere else now.
    getState().dismissNotices();
    getState().markFileLost(true);
    setState({ trouble: { kind: 'missing' } });
  } else if (hasEdits(getState())) {
    // What was said of the file when it was read is no longer true of it.
    getState().dismissNotices();
    setState({ trouble: { kind: 'changed' } });
  } else await reloadFile(tab);
}

/** Follows the files of all tabs that are open. Returns the function that ends it. */
export function followFiles(): () => void {
  const handleOf = (tab: Tab): Handle | null => useDocument.of(tab).getState().handle;
  host().onFileState((state) => {
    for (const tab of useTabs.getState().tabs) if (handleOf(tab) === state.handle) void consider(tab, state);
  });
  const notifyHost = (): void =>
    host().followFiles([...new Set(useTabs.getState().tabs.flatMap((tab) => handleOf(tab) ?? []))]);
  notifyHost();
  const endTabs = useTabs.subscribe((state, before) => {
    if (state.tabs !== before.tabs) notifyHost();
  });
  const endDocuments = followTabs((tab) =>
    useDocument.of(tab).subscribe((state, before) => {
      const { setState } = useFile.of(tab);
      if (state.handle !== before.handle) {
        setState({ trouble: null, others: 0, knownOthers: 0 });
        notifyHost();
      } else if (state.version !== before.version || state.session !== before.session)
        setState({ trouble: null });
    }),
  );
  return () => {
    endTabs();
    endDocuments();
  };
}
