import { newDocument } from '../../../src/document/create.ts';
import { clip } from '../../../src/document/limits.ts';
import { parseDocument } from '../../../src/document/parse.ts';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { FileVersion, OpenedFile } from '../../../src/protocol/host.ts';
import { sentence } from '../../../src/text/message.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { log } from '../engine/logStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { alertError, useWorkspace } from '../window/workspaceStore.ts';
import { askAboutConflict, type Conflict } from './conflictStore.ts';
import { isEdited, useDocument } from './documentStore.ts';
import { reloadFile, whileSaving } from './fileStore.ts';
import { askToSave } from './guardStore.ts';
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
 * person has said so. True when the document is on disk.
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
export async function mayLeave(tab: Tab = activeTab()): Promise<boolean> {
  const state = stateOf(tab);
  if (!isEdited(state)) return true;
  const answer = await askToSave(state.document.name);
  if (answer === 'save') return saveFile(tab);
  return answer === 'discard';
}

function enter(): void {
  useSelection.getState().clear();
  useWorkspace.getState().setStage('build');
}

export async function newFile(): Promise<void> {
  if (!(await mayLeave())) return;
  useDocument.getState().begin(newDocument(t.shell.untitled));
  enter();
}

/** Opens a document from its text; says why when it is none. */
export function openText(
  text: string,
  file: Pick<OpenedFile, 'handle' | 'name' | 'readOnly' | 'version'> | null,
): boolean {
  const parsed = parseDocument(text);
  if (!parsed.ok) {
    const title = file ? t.shell.files.couldNotRead(file.name) : t.shell.files.couldNotOpen;
    useWorkspace.getState().alert(title, sentence(parsed.error));
    return false;
  }
  const { document, notices } = parsed;
  useDocument.getState().begin(document, {
    handle: file?.handle ?? null,
    fileName: file?.name ?? null,
    version: file?.version ?? null,
    readOnly: parsed.readOnly,
    notices,
  });
  enter();
  if (file) log('info', () => t.shell.log.opened(file.name));
  return true;
}

async function openFrom(read: () => Promise<OpenedFile | null>): Promise<void> {
  try {
    if (!(await mayLeave())) return;
    const file = await read();
    if (file) openText(file.text, file);
  } catch (error) {
    alertError(() => t.shell.files.couldNotOpen, error);
  }
}

export const openFile = (): Promise<void> => openFrom(() => host().openFile());
export const openRecent = (handle: string): Promise<void> => openFrom(() => host().openRecent(handle));
/** A file that the system asked to open. */
export function openGiven(file: Promise<OpenedFile>): Promise<void> {
  // Asking about unsaved work comes first; a refusal waits to be told until then.
  file.catch(() => undefined);
  return openFrom(() => file);
}

/** Opens a copy of a template: it has no file yet. */
export async function openTemplate(text: string): Promise<void> {
  if (await mayLeave()) openText(text, null);
}
