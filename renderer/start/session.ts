import { newDocument } from '../../src/document/create.ts';
import { perform } from '../commands/context.ts';
import { followMenu } from '../commands/menu.ts';
import { commandOf } from '../commands/registry.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { followDrafts } from '../stores/document/drafts.ts';
import { followFiles } from '../stores/document/fileStore.ts';
import { openGiven, openLink, saveAllTabs } from '../stores/document/files.ts';
import { keepTabs, restoreTabs } from '../stores/document/restore.ts';
import { joinLink } from '../stores/document/togetherStore.ts';
import { useEngine } from '../stores/engine/engineStore.ts';
import { followLibrary } from '../stores/library/libraryStore.ts';
import { followRuns } from '../stores/runs/followRuns.ts';
import { useModelImport } from '../stores/runs/modelImport.ts';
import { followQueue } from '../stores/runs/queueStore.ts';
import { followRunLog } from '../stores/runs/runLog.ts';
import { followSweeps } from '../stores/runs/sweepStore.ts';
import { followLanguage } from '../stores/window/languageStore.ts';
import { followUpdates } from './updates.ts';

/** Starts what lives as long as the page: drafts, the engine, the menu. Once, before the first render. */
export function startSession(): void {
  followLanguage();
  // The network that there is at first was named before the language was known.
  useDocument.getState().begin(newDocument(t.shell.untitled));
  const restoring = restoreTabs();
  followRuns(restoring);
  followQueue();
  followSweeps();
  followRunLog();
  followLibrary();
  void restoring.finally(() => {
    followDrafts();
    followFiles();
    keepTabs();
    host().onOpenModel?.((path) => useModelImport.getState().takePath(path));
    host().onOpenFile((file) => void openGiven(file));
    openLink();
    joinLink();
    window.addEventListener('hashchange', openLink);
    window.addEventListener('hashchange', joinLink);
  });
  host().onSaveAsked(saveAllTabs);
  void useEngine.getState().connect();
  void followUpdates().catch(() => undefined);
  host().onCommand((id) => {
    const command = commandOf(id);
    if (command) perform(command);
  });
  followMenu();
}
