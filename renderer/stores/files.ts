import { newDocument } from '../../src/document/create.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { OpenedFile } from '../../src/protocol/host.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { isEdited, useDocument } from './documentStore.ts';
import { askToSave } from './guardStore.ts';
import { log } from './logStore.ts';
import { useSelection } from './selectionStore.ts';
import { alertError, useWorkspace } from './workspaceStore.ts';

/** Opening, saving and leaving documents. Failures become alerts; nothing is lost by any of them. */

const suggestedName = (): string => {
  const { fileName, document } = useDocument.getState();
  if (fileName !== null) return fileName;
  const stem = document.name.replace(/[^\p{L}\p{N} ._-]+/gu, '').trim() || 'network';
  return `${stem}.convas`;
};

/** Saves where the document came from, or asks where. True when it is on disk. */
export async function saveFile(): Promise<boolean> {
  const { handle, fileName, readOnly, document, markSaved } = useDocument.getState();
  if (handle === null || readOnly) return saveFileAs();
  try {
    await host().save(handle, serializeDocument(document));
    markSaved(document, handle, fileName ?? suggestedName());
    log('info', t.shell.log.saved(fileName ?? suggestedName()));
    return true;
  } catch (error) {
    alertError(t.shell.files.couldNotSave, error);
    return false;
  }
}

export async function saveFileAs(): Promise<boolean> {
  const { document, markSaved } = useDocument.getState();
  try {
    const place = await host().saveAs(suggestedName(), serializeDocument(document));
    if (place === null) return false;
    markSaved(document, place.handle, place.name);
    log('info', t.shell.log.saved(place.name));
    return true;
  } catch (error) {
    alertError(t.shell.files.couldNotSave, error);
    return false;
  }
}

/** True when the document may go: nothing to lose, saved now, or given up by the person. */
export async function mayLeave(): Promise<boolean> {
  const state = useDocument.getState();
  if (!isEdited(state)) return true;
  const answer = await askToSave(state.document.name);
  if (answer === 'save') return saveFile();
  return answer === 'discard';
}

function enter(): void {
  useSelection.getState().clear();
  useWorkspace.getState().setStage('build');
  void host().keepDraft(null);
}

export async function newFile(): Promise<void> {
  if (!(await mayLeave())) return;
  useDocument.getState().begin(newDocument(t.shell.untitled));
  enter();
}

/** Opens a document from its text; says why when it is none. */
export function openText(
  text: string,
  file: Pick<OpenedFile, 'handle' | 'name' | 'readOnly'> | null,
): boolean {
  const parsed = parseDocument(text);
  if (!parsed.ok) {
    const title = file ? t.shell.files.couldNotRead(file.name) : t.shell.files.couldNotOpen;
    useWorkspace.getState().alert(title, parsed.error);
    return false;
  }
  const { document, notices } = parsed;
  useDocument.getState().begin(document, {
    handle: file?.handle ?? null,
    fileName: file?.name ?? null,
    readOnly: parsed.readOnly,
    notices,
  });
  enter();
  if (file) log('info', t.shell.log.opened(file.name));
  return true;
}

async function openFrom(read: () => Promise<OpenedFile | null>): Promise<void> {
  try {
    if (!(await mayLeave())) return;
    const file = await read();
    if (file) openText(file.text, file);
  } catch (error) {
    alertError(t.shell.files.couldNotOpen, error);
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
