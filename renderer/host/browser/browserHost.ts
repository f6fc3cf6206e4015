import { zipSync } from 'fflate';
import type { Draft, Host, OpenedFile } from '../../../src/protocol/host.ts';
import { isLinked } from '../../../src/protocol/links.ts';
import { t } from '../../i18n/index.ts';
import { connectSocket, endEngine, examineEngine } from './engineSocket.ts';
import { canPickFiles, download, pickToOpen, pickToSave, readFile, upload, writeFile } from './fileSystem.ts';
import { forget, keep, recall } from './keep.ts';
import { handleFor, type Known, knownFile, recentFiles, remember } from './recent.ts';

const draftKey = 'draft';
const strings = t.shell.browser;

async function opened(name: string, text: string, known: Known, readOnly = false): Promise<OpenedFile> {
  const handle = await handleFor(name, known);
  await remember(name, known, handle, known.way === 'handle' ? strings.onDisk : strings.copy);
  return { handle, name, text, readOnly };
}

async function openFile(): Promise<OpenedFile | null> {
  if (canPickFiles()) {
    const file = await pickToOpen();
    return file && opened(file.name, await readFile(file), { way: 'handle', file });
  }
  const file = await upload();
  if (!file) return null;
  const text = await file.text();
  return opened(file.name, text, { way: 'copy', text });
}

async function openRecent(handle: string): Promise<OpenedFile> {
  const entry = await knownFile(handle);
  if (!entry) throw new Error(strings.unknown);
  const { known, name } = entry;
  return opened(name, known.way === 'handle' ? await readFile(known.file) : known.text, known);
}

async function save(handle: string, text: string): Promise<void> {
  const entry = await knownFile(handle);
  if (!entry) throw new Error(strings.unknown);
  if (entry.known.way === 'handle') await writeFile(entry.known.file, text);
  else {
    download(entry.name, text, 'application/json');
    await remember(entry.name, { way: 'copy', text }, handle, strings.copy);
  }
}

async function saveAs(suggestedName: string, text: string): Promise<{ handle: string; name: string } | null> {
  if (!canPickFiles()) {
    download(suggestedName, text, 'application/json');
    const { handle, name } = await opened(suggestedName, text, { way: 'copy', text });
    return { handle, name };
  }
  const file = await pickToSave(suggestedName);
  if (!file) return null;
  await writeFile(file, text);
  const { handle, name } = await opened(file.name, text, { way: 'handle', file });
  return { handle, name };
}

/** Only where the person has allowed it already: a menu is no reason to ask. */
async function readClipboard(): Promise<string | null> {
  try {
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    return state === 'granted' ? await navigator.clipboard.readText() : null;
  } catch {
    return null;
  }
}

/** The host where Convas is a page of a browser: files by the browser's means, the engine by a WebSocket. */
export function browserHost(): Host {
  let unsaved = false;
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
  return {
    kind: 'browser',
    openFile,
    openRecent,
    recentFiles,
    save,
    saveAs,
    async saveFiles(suggestedName, files) {
      const [only] = files;
      if (files.length === 1 && only)
        download(only.name, only.bytes.slice().buffer, 'application/octet-stream');
      else {
        const archive = zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), {
          level: 1,
        });
        download(`${suggestedName}.zip`, archive.slice().buffer, 'application/zip');
      }
      return strings.downloads;
    },
    keepDraft: async (draft) => void (await (draft ? keep(draftKey, draft) : forget(draftKey))),
    loadDraft: async () => ((await recall(draftKey)) as Draft | undefined) ?? null,
    connectEngine: connectSocket,
    examineEngine,
    endEngine,
    readClipboard,
    setMenu: () => undefined,
    onCommand: () => undefined,
    onOpenFile: () => undefined,
    setUnsaved(next, name) {
      unsaved = next;
      document.title = name === '' ? t.shell.app : `${next ? '• ' : ''}${name} – ${t.shell.app}`;
    },
    // A browser asks for itself whether to leave, and offers no saving.
    onSaveAsked: () => undefined,
    openExternal(url) {
      if (isLinked(url)) window.open(url, '_blank', 'noopener');
    },
  };
}
