import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { Language } from '../src/text/catalogue.ts';
import { askAboutUnsaved } from './dialogs.ts';
import { pageOrigin } from './page.ts';
import { languageArgument } from './page-channels.ts';
import { words } from './words.ts';

/** What a window that is to close has to know and to do about unsaved work. */
export interface CloseGuard {
  /** Names of the documents that closing would lose changes of, as the page last said. */
  readonly unsaved: () => readonly string[];
  /** False where saving was canceled or failed; the page has said why then. */
  readonly save: () => Promise<boolean>;
  /** Forgets the draft: the work was saved, or given up. */
  readonly forgetDraft: () => Promise<void>;
}

/** Closes the window unless it would lose work that the person wants to keep. */
async function leave(window: BrowserWindow, leaving: CloseGuard): Promise<void> {
  const parting = await askAboutUnsaved(window, leaving.unsaved());
  if (parting === 'stay' || (parting === 'save' && !(await leaving.save()))) return;
  await leaving.forgetDraft();
  window.destroy();
}

const isOwnPage = (url: string): boolean => url.startsWith(`${pageOrigin}/`);

/** Holds for every page of this process: it stays where it is, opens no window, embeds nothing. */
export function confinePages(): void {
  app.on('web-contents-created', (_created, contents) => {
    const stay = (event: { preventDefault(): void }, url: string): void => {
      if (!isOwnPage(url)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    // Chromium asks no one about pages that it has itself, such as about:blank: the app's own comes back.
    contents.on('did-navigate', (_event, url) => {
      if (!isOwnPage(url)) contents.loadURL(`${pageOrigin}/`).catch(() => {});
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/**
 * Opens the one window.
 * @param code the folder of the built main process, where the preload lies
 * @param language asked for as the app was started; null where the page chooses by itself
 * @param leaving asked when the window is about to close
 */
export function openWindow(code: string, language: Language | null, leaving: CloseGuard): BrowserWindow {
  const window = new BrowserWindow({
    title: words.appName,
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181c' : '#f7f8f9',
    webPreferences: {
      preload: join(code, 'preload.cjs'),
      additionalArguments: language === null ? [] : [languageArgument + language],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  let asking = false;
  window.on('close', (event) => {
    if (leaving.unsaved().length === 0) return;
    event.preventDefault();
    if (asking) return;
    asking = true;
    void leave(window, leaving).finally(() => {
      asking = false;
    });
  });
  void window.loadURL(`${pageOrigin}/`);
  return window;
}
