import { basename, dirname, extname } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { openableExtensions, openableFormats } from '../src/document/openable.ts';
import { writeAtomic } from '../src/files/atomic.ts';
import { writeFolder } from '../src/files/folder.ts';
import type { OpenedFile, SavedFile } from '../src/protocol/host.ts';
import { sentence } from '../src/text/message.ts';
import type { Documents } from './documents.ts';
import { inWords, words } from './words.ts';

const extension = openableExtensions[0]!;
const filters = () => [
  ...openableFormats.map(({ title, extensions }) => ({ name: sentence(title), extensions: [...extensions] })),
  { name: words.allFiles, extensions: ['*'] },
];

/** Asks for a document and reads it; null when the dialog was closed. */
export async function openFile(window: BrowserWindow, documents: Documents): Promise<OpenedFile | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: words.openTitle,
    filters: filters(),
    properties: ['openFile'],
  });
  const path = filePaths[0];
  return canceled || path === undefined ? null : documents.open(path);
}

/** Asks where, then saves; null when the dialog was closed. */
export async function saveAs(
  window: BrowserWindow,
  documents: Documents,
  suggestedName: string,
  text: string,
): Promise<SavedFile | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.saveTitle,
    defaultPath: basename(suggestedName),
    filters: filters(),
  });
  if (canceled || !filePath) return null;
  const path = extname(filePath) ? filePath : filePath + extension;
  const handle = documents.admit(path);
  // The dialog has asked whether to replace what is there.
  const outcome = await documents.save(handle, text, null);
  return outcome.saved ? { handle, name: basename(path), version: outcome.version } : null;
}

/** Asks where, then writes one file, or a folder of several; all or none. Returns the place, null when closed. */
export async function saveFiles(
  window: BrowserWindow,
  suggestedName: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.exportTitle,
    defaultPath: basename(suggestedName),
  });
  if (canceled || !filePath) return null;
  const name = basename(filePath);
  const [only] = files;
  try {
    if (only && files.length === 1) await writeAtomic(filePath, only.bytes);
    else await writeFolder(filePath, files);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw inWords(error, 'write', words.notWritten(name), words.chooseOther);
  }
  return words.savedIn(name, basename(dirname(filePath)) || '/');
}

/** The ways out for a window that is to close with unsaved work, as they are offered. */
const closeChoices = [
  { answer: 'save', label: () => words.saveAndClose },
  { answer: 'lose', label: () => words.closeAnyway },
  { answer: 'stay', label: () => words.keepEditing },
] as const;
export type CloseChoice = (typeof closeChoices)[number]['answer'];

/** What is to become of unsaved work before the window closes. */
export async function askAboutUnsaved(window: BrowserWindow, names: readonly string[]): Promise<CloseChoice> {
  const [first = '', ...others] = names;
  const several = others.length > 0;
  const stay = closeChoices.length - 1;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: several ? words.unsavedSeveral(names.length) : words.unsavedTitle(first),
    detail: several ? `${names.join('\n')}\n\n${words.unsavedDetail}` : words.unsavedDetail,
    buttons: closeChoices.map(({ label }) => label()),
    defaultId: 0,
    cancelId: stay,
    noLink: true,
  });
  return closeChoices[response]?.answer ?? 'stay';
}
