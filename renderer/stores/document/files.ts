import { newDocument } from '../../../src/document/create.ts';
import { clip } from '../../../src/document/limits.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import type { ConvasDocument } from '../../../src/document/schema.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { FileVersion, Handle, OpenedFile } from '../../../src/protocol/host.ts';
import type { LazyText } from '../../../src/text/lazy-text.ts';
import { sentence } from '../../../src/text/message.ts';
import { textOf } from '../../../src/text/text-error.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { log } from '../engine/logStore.ts';
import { askAboutTraining } from '../runs/closingStore.ts';
import { isBusy } from '../runs/runMachine.ts';
import { useRun } from '../runs/runStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { useTabs } from '../tabs/tabsStore.ts';
import { alertError, useWorkspace } from '../window/workspaceStore.ts';
import { askAboutConflict, type Conflict } from './conflictStore.ts';
import { isEdited, isUntouched, type Origin, useDocument } from './documentStore.ts';
import { reloadFile, whileSaving } from './fileStore.ts';
import { askToSave } from './guardStore.ts';
import { textInLink } from './link.ts';
import { commitPendingEdit } from './pendingEdit.ts';
import { useSelection } from './selectionStore.ts';

/** Opening, saving and leaving documents. Failures become alerts; nothing is lost by any of them. */

const stateOf = (tab: Tab) => useDocument.of(tab).getState();

const suggestedName = (tab: Tab): string => {
  const { fileName, document } = stateOf(tab);
  if (fileName !== null) return fileName;
  // File systems hold names of 255 bytes.
  const stem = clip(document.name.replace(/[^\p{L}\p{N} ._-]+/gu, '').trim(), 80) || 'network';
  return `${stem}.convas`;
};

/** Saves follow one another: each knows what the one before has written. */
let saves: Promise<unknown> = Promise.resolve();

function inTurn(tab: Tab, save: () => Promise<boolean>): Promise<boolean> {
  const turn = saves
    .then(() => whileSaving(tab, save))
    .catch((error: unknown) => {
      alertError(() => t.shell.files.couldNotSave, error);
      return false;
    });
  saves = turn;
  return turn;
}

/** Writes the document to its file. What became of it; true where it is on disk. */
async function write(tab: Tab, expected: FileVersion | null): Promise<true | Conflict> {
  const { handle, fileName, document, markSaved, session } = stateOf(tab);
  if (handle === null) return 'missing';
  const outcome = await host().save(handle, serializeDocument(document), expected);
  if (!outcome.saved) return outcome.because;
  const name = fileName ?? suggestedName(tab);
  // Another document may have been opened meanwhile.
  if (stateOf(tab).session === session) markSaved(document, { handle, name, version: outcome.version });
  log('info', () => t.shell.log.saved(name));
  return true;
}

/**
 * Saves where the document came from, or asks where. A file that is not what was read is not written over before the
 * person has confirmed it. True when the document is on disk.
 */
export async function saveFile(tab: Tab = activeTab()): Promise<boolean> {
  const { handle, readOnly, fileName } = stateOf(tab);
  if (handle === null || readOnly) return saveFileAs(tab);
  let conflict: Conflict | null = null;
  const saved = await inTurn(tab, async () => {
    // A draft may not know what its file held.
    const outcome = await write(tab, stateOf(tab).version ?? '');
    if (outcome !== true) conflict = outcome;
    return outcome === true;
  });
  return conflict === null ? saved : settle(tab, fileName ?? suggestedName(tab), conflict);
}

/** Asks what is to become of a file that is not what was read, and does it. */
async function settle(tab: Tab, name: string, conflict: Conflict): Promise<boolean> {
  const answer = await askAboutConflict(name, conflict);
  if (answer === 'overwrite') return overwriteFile(tab);
  if (answer === 'save-as') return saveFileAs(tab);
  // What was to be saved is not on disk then.
  if (answer === 'reload') await reloadFile(tab);
  return false;
}

/** Writes the document to its file, whatever that holds. */
export const overwriteFile = (tab: Tab = activeTab()): Promise<boolean> =>
  inTurn(tab, async () => (await write(tab, null)) === true);

export const saveFileAs = (tab: Tab = activeTab()): Promise<boolean> =>
  inTurn(tab, async () => {
    const { document, markSaved, session } = stateOf(tab);
    const place = await host().saveAs(suggestedName(tab), serializeDocument(document));
    if (place === null) return false;
    if (stateOf(tab).session === session) markSaved(document, place);
    log('info', () => t.shell.log.saved(place.name));
    return true;
  });

/** True when the document may go: nothing to lose, saved now, or given up by the person. */
async function confirmLeave(tab: Tab): Promise<boolean> {
  const state = stateOf(tab);
  if (!isEdited(state)) return true;
  const answer = await askToSave(state.document.name);
  if (answer === 'save') return saveFile(tab);
  return answer === 'discard';
}

/** True when what trains in the tab may lose it: nothing trains, it was stopped, or continues without its tab. */
async function confirmLoseTab(tab: Tab): Promise<boolean> {
  const { training, stop } = useRun.of(tab).getState();
  if (!isBusy(training)) return true;
  const answer = await askAboutTraining(stateOf(tab).document.name);
  if (answer === 'stop') await stop();
  return answer !== 'cancel';
}

/**
 * Closes a tab once what is unsaved in it is safe or given up, and it is said what becomes of its training. False when
 * the person stayed.
 */
export async function closeTab(tab: Tab = activeTab()): Promise<boolean> {
  commitPendingEdit();
  // What is asked about is to be seen.
  if (isEdited(stateOf(tab)) || isBusy(useRun.of(tab).getState().training)) useTabs.getState().show(tab);
  if (!(await confirmLoseTab(tab)) || !(await confirmLeave(tab))) return false;
  useTabs.getState().close(tab, !isUntouched(stateOf(tab)));
  return true;
}

/** Saves what is unsaved in any tab. True when all of it is on disk. */
export async function saveAllTabs(): Promise<boolean> {
  for (const tab of useTabs.getState().tabs) {
    if (!isEdited(stateOf(tab))) continue;
    useTabs.getState().show(tab);
    if (!(await saveFile(tab))) return false;
  }
  return true;
}

/** Opens a document in the active tab while no one has put anything into that, else in a new one. */
export function openDocument(document: ConvasDocument, origin: Partial<Origin> = {}): Tab {
  const shown = activeTab();
  const tab = isUntouched(stateOf(shown)) ? shown : useTabs.getState().open();
  stateOf(tab).begin(document, origin);
  useSelection.of(tab).getState().clear();
  useWorkspace.getState().setStage('build');
  // Whoever has opened another file has seen that the one before could not be read.
  useWorkspace.getState().dismissAlerts('opening');
  return tab;
}

/** A new document in a tab of its own; from the gallery in the tab that lies under it, if that is empty. */
export function newFile(): void {
  const { galleryOpen } = useWorkspace.getState();
  if (!galleryOpen) useTabs.getState().open();
  openDocument(newDocument(t.shell.untitled));
}

const cannotOpen = (title: LazyText, message: LazyText): void =>
  useWorkspace.getState().alert(title, message, 'opening');

/** Opens a document from its text; says why when it is none, naming where the text is from. */
export function openText(
  text: string,
  file: Pick<OpenedFile, 'handle' | 'name' | 'readOnly' | 'version'> | null,
  name: string | null = file?.name ?? null,
): boolean {
  const parsed = parseDocument(text);
  if (!parsed.ok) {
    cannotOpen(
      name === null ? t.shell.files.couldNotOpen : t.shell.files.couldNotRead(name),
      sentence(parsed.error),
    );
    return false;
  }
  const { document, notices, readOnly } = parsed;
  const { handle = null, name: fileName = null, version = null } = file ?? {};
  openDocument(document, { handle, fileName, version, readOnly, notices });
  if (file) log('info', () => t.shell.log.opened(file.name));
  return true;
}

/** Shows the tab that has a file open. False where none has. */
function showFile(handle: Handle): boolean {
  const { tabs, show } = useTabs.getState();
  const tab = tabs.find((other) => stateOf(other).handle === handle);
  if (!tab) return false;
  show(tab);
  useWorkspace.getState().setGallery(false);
  return true;
}

async function openFrom(read: () => Promise<OpenedFile | null>): Promise<void> {
  try {
    const file = await read();
    if (file && !showFile(file.handle)) openText(file.text, file);
  } catch (error) {
    cannotOpen(() => t.shell.files.couldNotOpen, textOf(error));
  }
}

export const openFile = (): Promise<void> => openFrom(() => host().openFile());
export const openRecent = (handle: Handle): Promise<void> => openFrom(() => host().openRecent(handle));
/** A file that the system asked to open. */
export const openGiven = (file: Promise<OpenedFile>): Promise<void> => openFrom(() => file);

/** Opens the document that the page's address holds, if any, and takes it out of the address. */
export function openLink(): void {
  const { hash, pathname, search } = window.location;
  let text: string | null;
  try {
    text = textInLink(hash);
  } catch {
    text = '';
  }
  if (text === null) return;
  window.history.replaceState(null, '', pathname + search);
  if (text === '')
    cannotOpen(
      () => t.shell.files.couldNotOpen,
      () => t.share.damaged,
    );
  else if (openText(text, null)) useWorkspace.getState().setGallery(false);
}

/** Opens a copy of a template: it has no file yet. */
export const openTemplate = (text: string): boolean => openText(text, null);
