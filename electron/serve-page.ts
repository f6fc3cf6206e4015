import { type BrowserWindow, clipboard, ipcMain, shell, type WebContents } from 'electron';
import { messageOf } from '../src/files/errors.ts';
import type { FoundDrafts } from '../src/protocol/host.ts';
import { setLanguage } from '../src/text/language.ts';
import * as dialogs from './dialogs.ts';
import type { Documents } from './documents.ts';
import type { Drafts } from './drafts.ts';
import type { EngineProcess } from './engine-process.ts';
import { setMenu } from './menu.ts';
import type { NativeRuntime } from './native-runtime.ts';
import type { OpenFiles } from './open-files.ts';
import { pageOrigin } from './page.ts';
import { type Answer, pageChannels } from './page-channels.ts';
import { type RequestArguments, type RequestName, requests } from './requests.ts';
import type { Updates } from './updates/updates.ts';
import { words } from './words.ts';

/** What answers the page stands on. */
export interface PageServices {
  readonly window: () => BrowserWindow;
  readonly documents: Documents;
  readonly drafts: Drafts;
  readonly openFiles: OpenFiles;
  /** Why the page was loaded again; told once. */
  readonly takeAfter: () => FoundDrafts['after'];
  readonly engine: EngineProcess;
  readonly updates: Updates;
  readonly runtime: NativeRuntime;
  /** Names of the documents with unsaved changes. */
  readonly onUnsaved: (unsaved: readonly string[]) => void;
  /** The page listens now: files that the system asked to open can be handed over. */
  readonly onReady: () => void;
  readonly onSaveAnswered: (saved: boolean) => void;
}

type Answers = {
  readonly [N in RequestName]: (contents: WebContents, ...args: RequestArguments<N>) => unknown;
};

const answersOf = (desk: PageServices): Answers => {
  const { window, documents, drafts, openFiles, takeAfter, engine, updates, runtime } = desk;
  const { onUnsaved, onReady, onSaveAnswered } = desk;
  return {
    'file.open': () => dialogs.openFile(window(), documents),
    'file.openRecent': (_page, handle) => documents.openRecent(handle),
    'file.recent': () => documents.recent(),
    'file.save': (_page, handle, text, expected) => documents.save(handle, text, expected),
    'file.follow': (_page, handles) =>
      openFiles.follow(
        handles.flatMap((handle) => {
          const path = documents.pathOf(handle);
          return path === null ? [] : [{ handle, path }];
        }),
      ),
    'file.saveAs': (_page, name, text) => dialogs.saveAs(window(), documents, name, text),
    'file.saveFiles': (_page, name, files) => dialogs.saveFiles(window(), name, files),
    'draft.keep': (_page, draft) => drafts.keep(draft),
    'draft.forget': (_page, id) => drafts.forget(id),
    'draft.load': async () => ({ ...(await drafts.load()), after: takeAfter() }),
    'draft.take': (_page, id) => drafts.take(id),
    'engine.connect': (page, id) => engine.connect(page, id),
    'room.enter': (page, id, room) => engine.enterRoom(page, id, room),
    'engine.examine': () => engine.examine(),
    'engine.end': () => engine.end(),
    'engine.elsewhere': () => engine.elsewhere(),
    'engine.choose': (_page, address) => engine.choose(address),
    // A document of ours and nothing else that a person may have copied.
    'clipboard.read': async () => {
      const text = await clipboard.readText();
      return /^\s*\{\s*"format":\s*"convas"/.test(text) ? text : '';
    },
    'menu.set': (page, menu) => setMenu(menu, (command) => page.send(pageChannels.command, command)),
    'language.set': (_page, language) => setLanguage(language),
    'window.unsaved': (_page, unsaved) => onUnsaved(unsaved),
    'window.ready': () => onReady(),
    'window.saveAnswered': (_page, saved) => onSaveAnswered(saved),
    'app.update': (_page, request) => updates.request(request),
    'app.runtime': (_page, request) => runtime.request(request),
    'link.open': (_page, url) => shell.openExternal(url),
  };
};

/** Answers the page's requests, each validated; anybody else is refused. */
export function servePageRequests(desk: PageServices): void {
  const answers = answersOf(desk) as Record<
    RequestName,
    (contents: WebContents, ...args: unknown[]) => unknown
  >;
  for (const name of Object.keys(requests) as RequestName[]) {
    ipcMain.handle(name, async (event, ...input): Promise<Answer> => {
      const frame = event.senderFrame;
      if (frame === null || frame !== event.sender.mainFrame || !frame.url.startsWith(`${pageOrigin}/`)) {
        return { ok: false, message: words.notAsked };
      }
      const args = requests[name].safeParse(input);
      if (!args.success) return { ok: false, message: words.notUnderstood(name) };
      try {
        return { ok: true, value: await answers[name](event.sender, ...args.data) };
      } catch (error) {
        return { ok: false, message: messageOf(error) };
      }
    });
  }
}
