import { create } from 'zustand';
import { parseDocument } from '../../../src/document/parse.ts';
import type { FileState } from '../../../src/protocol/host.ts';
import { explain, TextError } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { log } from '../engine/logStore.ts';
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

export const useFile = create<FileStore>()((set, get) => ({
  trouble: null,
  others: 0,
  knownOthers: 0,
  dismissOthers: () => set({ knownOthers: get().others }),
}));

const strings = t.shell.files;

/** Counts the saves under way: until they are done nobody can say whether what the file holds is ours. */
let saving = 0;
let deferred: FileState | null = null;

/** Does a save, while news of the file waits. */
export async function whileSaving<T>(save: () => Promise<T>): Promise<T> {
  saving += 1;
  try {
    return await save();
  } finally {
    saving -= 1;
    const waiting = deferred;
    deferred = null;
    if (saving === 0 && waiting) void consider(waiting);
  }
}

/** Takes over what the file holds now, which can be undone. False where it cannot be read, which is told. */
export async function reloadFile(): Promise<boolean> {
  const { handle, session } = useDocument.getState();
  if (handle === null) return false;
  try {
    const file = await host().openRecent(handle);
    const parsed = parseDocument(file.text);
    if (useDocument.getState().session !== session) return false;
    if (!parsed.ok) throw new TextError(parsed.error);
    const notices = [strings.reloaded(file.name), ...parsed.notices];
    useDocument.getState().reload(parsed.document, file.version, { readOnly: parsed.readOnly, notices });
    useFile.setState({ trouble: null });
    log('info', () => strings.reloaded(file.name));
    return true;
  } catch (error) {
    if (useDocument.getState().session !== session) return false;
    useDocument.getState().markGone(true);
    const reason = explain(error);
    useFile.setState({ trouble: { kind: 'unreadable', reason } });
    return false;
  }
}

/** The file as the host sees it, again: its news may have been on the way while it was written here. */
async function isOurs(state: FileState): Promise<boolean> {
  const { version } = useDocument.getState();
  if (state.version === version) return true;
  if (state.version === null) return false;
  const file = await host()
    .openRecent(state.handle)
    .catch(() => null);
  return file !== null && file.version === useDocument.getState().version;
}

async function consider(state: FileState): Promise<void> {
  if (state.handle !== useDocument.getState().handle) return;
  useFile.setState(({ knownOthers }) => ({
    others: state.others,
    knownOthers: Math.min(knownOthers, state.others),
  }));
  if (state.version === undefined) return;
  if (saving > 0) {
    deferred = state;
    return;
  }
  const ours = await isOurs(state);
  if (state.handle !== useDocument.getState().handle) return;
  if (ours) {
    useDocument.getState().markGone(false);
    useFile.setState({ trouble: null });
  } else if (state.version === null) {
    // What is here is nowhere else now.
    useDocument.getState().markGone(true);
    useFile.setState({ trouble: { kind: 'missing' } });
  } else if (hasEdits(useDocument.getState())) useFile.setState({ trouble: { kind: 'changed' } });
  else await reloadFile();
}

/** Follows the file of each document that is opened. Returns the function that ends it. */
export function followFile(): () => void {
  host().onFileState((state) => void consider(state));
  host().followFile(useDocument.getState().handle);
  return useDocument.subscribe((state, before) => {
    if (state.handle !== before.handle) {
      useFile.setState({ trouble: null, others: 0, knownOthers: 0 });
      host().followFile(state.handle);
    } else if (state.version !== before.version) useFile.setState({ trouble: null });
  });
}
