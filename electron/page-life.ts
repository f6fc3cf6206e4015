import { type BrowserWindow, dialog } from 'electron';
import type { FoundDrafts } from '../src/protocol/host.ts';
import { pageOrigin } from './page.ts';
import { ReloadPolicy } from './reload-policy.ts';
import { words } from './words.ts';

/** How a page may end before its window does. */
export type PageEnd = NonNullable<FoundDrafts['after']>;

export interface PageLife {
  /** The page is gone, or is being ended: what it was asked it does not answer. */
  onEnd(end: PageEnd): void;
  /** The next page is to begin without the unsaved work, which stays and is offered. */
  setDraftAside(): void;
  quit(): void;
}

/** Loads a page again that crashed or, where the person wants it, hangs; asks where that has not helped. */
export function keepPageAlive(window: BrowserWindow, life: PageLife): void {
  const { webContents } = window;
  const policy = new ReloadPolicy();
  /** Ended from here because it hung. */
  let hung = false;
  let question: AbortController | null = null;

  const load = (): void => {
    // A page that cannot be loaded fails like any other.
    webContents.loadURL(`${pageOrigin}/`).catch(() => {});
  };
  const askAboutLoop = async (): Promise<void> => {
    const answers = ['again', 'without', 'quit'] as const;
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: words.pageFailsAgain,
      detail: words.pageFailsAgainDetail,
      buttons: [words.loadAgain, words.loadWithoutDraft, words.quit],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    const answer = answers[response] ?? 'again';
    if (answer === 'quit') return life.quit();
    if (answer === 'without') life.setDraftAside();
    policy.forgive();
    load();
  };

  webContents.on('render-process-gone', (_event, { reason }) => {
    question?.abort();
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    life.onEnd(hung ? 'hung' : 'crashed');
    hung = false;
    if (policy.mayReload(performance.now())) load();
    else void askAboutLoop();
  });

  window.on('unresponsive', async () => {
    if (question) return;
    question = new AbortController();
    const { signal } = question;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: words.pageHangs,
      detail: words.pageHangsDetail,
      buttons: [words.wait, words.loadAgain],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal,
    });
    question = null;
    if (signal.aborted || response !== 1 || window.isDestroyed()) return;
    hung = true;
    webContents.forcefullyCrashRenderer();
  });
  window.on('responsive', () => question?.abort());
}
