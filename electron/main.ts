import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { app, type BrowserWindow, Menu } from 'electron';
import { isModel } from '../src/document/openable.ts';
import { convasHome } from '../src/engine/runs/home.ts';
import { surviveErrors } from '../src/engine/survive.ts';
import { messageOf } from '../src/files/errors.ts';
import { printableLines } from '../src/files/printable.ts';
import type { OpenedFile } from '../src/protocol/host.ts';
import { languageAskedFor } from '../src/text/environment.ts';
import { matchLanguage, setLanguage } from '../src/text/language.ts';
import { type Crash, reportCrash } from './crash-reports.ts';
import { Documents } from './documents.ts';
import { Drafts } from './drafts.ts';
import { EngineProcess } from './engine-process.ts';
import { filesIn } from './given-files.ts';
import { NativeRuntime } from './native-runtime.ts';
import { OpenFiles } from './open-files.ts';
import { builtPage, declarePageScheme, servePage } from './page.ts';
import { type Answer, pageChannels } from './page-channels.ts';
import { keepPageAlive, type PageEnd } from './page-life.ts';
import { guardPermissions } from './permissions.ts';
import { RememberedEngine } from './remembered-engine.ts';
import { servePageRequests } from './serve-page.ts';
import { Rollback } from './updates/rollback.ts';
import { updateSource } from './updates/source.ts';
import { Updates } from './updates/updates.ts';
import { confinePages, openWindow } from './window.ts';
import { words } from './words.ts';

/** The files that the arguments of this program name. */
const given = (argv: readonly string[], folder: string): string[] =>
  filesIn(argv.slice(process.defaultApp ? 2 : 1), folder);

function start(): void {
  const code = __dirname;
  const state = app.getPath('userData');
  mkdirSync(state, { recursive: true });
  const shared = join(convasHome(), 'open-files');
  const program = process.env['APPIMAGE'];
  const rollback = new Rollback(join(state, 'update'));
  const previous = rollback.started(app.getVersion(), program);
  if (previous !== null) {
    app.relaunch({ execPath: previous, args: process.argv.slice(1) });
    app.exit();
    return;
  }
  const updates = new Updates({
    source: updateSource(app.getAppPath()),
    off: process.env['CONVAS_UPDATES'] === 'off',
    settings: join(state, 'updates.json'),
    version: app.getVersion(),
    program,
    rollback,
    quit: () => app.quit(),
  });
  const runtime = new NativeRuntime({
    mirror: process.env['CONVAS_RUNTIME_MIRROR'],
    settings: join(state, 'runtime.json'),
  });
  const documents = new Documents(state, shared);
  const drafts = new Drafts(state, documents);
  const engine = new EngineProcess(join(code, 'engine.cjs'), new RememberedEngine(state));
  let window: BrowserWindow | null = null;
  const openFiles = new OpenFiles(shared, (file) => window?.webContents.send(pageChannels.fileState, file));
  let pageEnd: PageEnd | null = null;
  let unsaved: readonly string[] = [];
  let onSaveAnswered: (saved: boolean) => void = () => undefined;
  let listening = false;
  let waiting = given(process.argv, process.cwd());

  const handOver = async () => {
    if (!listening) return;
    const paths = waiting;
    waiting = [];
    for (const path of paths) {
      if (isModel(path)) {
        window?.webContents.send(pageChannels.openModel, path);
        continue;
      }
      const answer = await documents.open(path).then(
        (value): Answer<OpenedFile> => ({ ok: true, value }),
        (error): Answer<OpenedFile> => ({ ok: false, message: messageOf(error) }),
      );
      window?.webContents.send(pageChannels.openFile, answer);
    }
  };
  const open = (paths: readonly string[]) => {
    waiting.push(...paths);
    void handOver();
  };

  const save = () =>
    new Promise<boolean>((resolve) => {
      onSaveAnswered = resolve;
      window?.webContents.send(pageChannels.saveAsked);
    });

  app.on('second-instance', (_event, argv, folder) => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
    open(given(argv, folder));
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    open([path]);
  });
  app.on('window-all-closed', () => app.quit());
  let stopped = false;
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void Promise.allSettled([engine.stop(), openFiles.stop(), runtime.stop()])
      .then(() => updates.installAtEnd())
      .then(() => {
        stopped = true;
        app.quit();
      });
  });

  confinePages();
  const asked = languageAskedFor(process.argv, process.env);
  void app.whenReady().then(() => {
    // Until the page says which language it speaks.
    setLanguage(asked ?? matchLanguage(app.getPreferredSystemLanguages()) ?? 'en');
    guardPermissions();
    servePage(builtPage(app.getAppPath()));
    servePageRequests({
      window: () => {
        if (!window) throw new Error(words.notAsked);
        return window;
      },
      documents,
      drafts,
      openFiles,
      takeAfter: () => {
        const after = pageEnd;
        pageEnd = null;
        return after;
      },
      engine,
      updates,
      runtime,
      onUnsaved: (next) => {
        unsaved = next;
      },
      onReady: () => {
        listening = true;
        rollback.settled(app.getVersion());
        void handOver();
      },
      onSaveAnswered: (saved) => onSaveAnswered(saved),
    });
    Menu.setApplicationMenu(null);
    window = openWindow(code, asked, {
      unsaved: () => unsaved,
      save,
      // A draft that cannot be removed must not keep the window open.
      forgetDraft: () => drafts.forgetOwn().catch(() => undefined),
    });
    window.on('focus', () => void openFiles.lookTwice());
    keepPageAlive(window, {
      onEnd(end) {
        pageEnd = end;
        onSaveAnswered(false);
      },
      setDraftAside: () => drafts.setAside(),
      quit: () => window?.destroy(),
    });
    // A reloaded page has lost its listeners, and with them what it said about unsaved work.
    window.webContents.on('did-start-loading', () => {
      listening = false;
      onSaveAnswered(false);
      unsaved = [];
    });
    window.on('closed', () => {
      window = null;
    });
  });
}

app.setName(words.appName);
const report = (crash: Crash): void => {
  const { electron, chrome, node } = process.versions;
  const about = { convas: app.getVersion(), electron, chrome, node };
  reportCrash(join(app.getPath('userData'), 'crashes'), crash, about);
};
surviveErrors((error) => {
  process.stderr.write(`${printableLines(inspect(error))}\n`);
  report({ what: 'main process', cause: error });
});
app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
  if (reason !== 'clean-exit') report({ what: 'page', cause: `${reason}, exit code ${exitCode}` });
});
app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
  if (reason !== 'clean-exit' && reason !== 'killed')
    report({ what: 'process', cause: `${type} ${name ?? ''}: ${reason}, exit code ${exitCode}` });
});
// Root cannot have the operating system's sandbox; Chromium then refuses to start unless it is told so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declarePageScheme();
if (app.requestSingleInstanceLock()) start();
else app.quit();
