import { zipSync } from 'fflate';
import type { Host } from '../../../src/protocol/host.ts';
import { isLinked } from '../../../src/protocol/links.ts';
import { t } from '../../i18n/index.ts';
import { connectWorker, endWorker, examineWorker, runsInPage } from '../web/engineWorker.ts';
import { openBrowserTab } from './browserTab.ts';
import { tabDrafts } from './drafts.ts';
import { chooseEngine, connectSocket, endEngine, engineElsewhere, examineEngine } from './engineSocket.ts';
import { fileFollower } from './fileFollower.ts';
import { download } from './fileSystem.ts';
import { chooseFile, reopenFile, save, saveAs } from './files.ts';
import { recentFiles } from './recent.ts';
import { openRoom, roomLink } from './roomSocket.ts';

const strings = t.shell.browser;

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
  const tab = openBrowserTab();
  // `convas serve --lang` writes it into the page.
  const asked = document.querySelector<HTMLMetaElement>('meta[name="convas-language"]')?.content;
  const { wrote, ...following } = fileFollower(tab);
  let unsaved = false;
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });
  return {
    kind: 'browser',
    ...(asked ? { language: asked } : {}),
    openFile: chooseFile,
    openRecent: reopenFile,
    recentFiles,
    async save(handle, text, expected) {
      const outcome = await save(handle, text, expected);
      if (outcome.saved) wrote();
      return outcome;
    },
    async saveAs(suggestedName, text) {
      const saved = await saveAs(suggestedName, text);
      if (saved) wrote();
      return saved;
    },
    ...following,
    ...tabDrafts(tab),
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
    ...(runsInPage()
      ? { connectEngine: connectWorker, examineEngine: examineWorker, endEngine: endWorker }
      : {
          connectEngine: connectSocket,
          examineEngine,
          endEngine,
          engineElsewhere,
          chooseEngine,
          openRoom,
          roomLink,
        }),
    readClipboard,
    setLanguage: () => undefined,
    setMenu: () => undefined,
    onCommand: () => undefined,
    onOpenFile: () => undefined,
    setUnsaved(names, shown) {
      unsaved = names.length > 0;
      document.title =
        shown === '' ? t.shell.app : `${names.includes(shown) ? '• ' : ''}${shown} – ${t.shell.app}`;
    },
    // A browser asks for itself whether to leave, and offers no saving.
    onSaveAsked: () => undefined,
    openExternal(url) {
      if (isLinked(url)) window.open(url, '_blank', 'noopener');
    },
  };
}
