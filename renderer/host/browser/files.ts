import type { FileVersion, Handle, OpenedFile, SavedFile, SaveOutcome } from '../../../src/protocol/host.ts';
import { t } from '../../i18n/index.ts';
import {
  askForFile,
  canPickFiles,
  download,
  pickToOpen,
  pickToSave,
  readFile,
  writeFile,
} from './fileSystem.ts';
import { handleFor, type Known, type KnownFile, knownFile, remember } from './recent.ts';
import { versionOf } from './version.ts';

const strings = t.shell.browser;
const type = 'application/json';

const hintOf = (known: Known): string => (known.way === 'handle' ? strings.onDisk : strings.copy);

async function opened(name: string, text: string, known: Known): Promise<OpenedFile> {
  const handle = await handleFor(name, known);
  await remember({ handle, name, known }, hintOf(known));
  return { handle, name, text, readOnly: false, version: await versionOf(text) };
}

async function recalled(handle: Handle): Promise<KnownFile> {
  const file = await knownFile(handle);
  if (!file) throw new Error(strings.unknown);
  return file;
}

export async function chooseFile(): Promise<OpenedFile | null> {
  if (canPickFiles()) {
    const file = await pickToOpen();
    return file && opened(file.name, await readFile(file), { way: 'handle', file });
  }
  const file = await askForFile();
  if (!file) return null;
  const text = await file.text();
  return opened(file.name, text, { way: 'copy', text });
}

const textOf = (known: Known): Promise<string> | string =>
  known.way === 'handle' ? readFile(known.file) : known.text;

export async function reopenFile(handle: Handle): Promise<OpenedFile> {
  const { known, name } = await recalled(handle);
  const text = await textOf(known);
  await remember({ handle, name, known }, hintOf(known));
  return { handle, name, text, readOnly: false, version: await versionOf(text) };
}

const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

/** What a file holds now; null where it is gone. */
export async function currentVersion({ known }: KnownFile): Promise<FileVersion | null> {
  try {
    return await versionOf(await textOf(known));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Tabs save one file one after the other: none writes between another's look and its writing. */
export function save(handle: Handle, text: string, expected: FileVersion | null): Promise<SaveOutcome> {
  return navigator.locks.request(`convas.save.${handle}`, async (): Promise<SaveOutcome> => {
    const file = await recalled(handle);
    const version = await versionOf(text);
    if (expected !== null) {
      const current = await currentVersion(file);
      if (current === null) return { saved: false, because: 'missing' };
      if (current !== expected && current !== version) return { saved: false, because: 'changed' };
    }
    if (file.known.way === 'handle') await writeFile(file.known.file, text);
    else {
      download(file.name, text, type);
      await remember({ ...file, known: { way: 'copy', text } }, strings.copy);
    }
    return { saved: true, version };
  });
}

export async function saveAs(suggestedName: string, text: string): Promise<SavedFile | null> {
  if (!canPickFiles()) {
    download(suggestedName, text, type);
    return opened(suggestedName, text, { way: 'copy', text });
  }
  const file = await pickToSave(suggestedName);
  if (!file) return null;
  await writeFile(file, text);
  return opened(file.name, text, { way: 'handle', file });
}
