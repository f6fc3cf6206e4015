import { newDocument } from '../../src/document/create.ts';
import { perform } from '../commands/context.ts';
import { followMenu } from '../commands/menu.ts';
import { commandOf } from '../commands/registry.ts';
import { host } from '../host/current.ts';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/documentStore.ts';
import { followDrafts, restoreDraft } from '../stores/drafts.ts';
import { useEngine } from '../stores/engineStore.ts';
import { followFile } from '../stores/fileStore.ts';
import { openGiven, saveFile } from '../stores/files.ts';
import { followHealth } from '../stores/healthStore.ts';
import { followLanguage } from '../stores/languageStore.ts';
import { followLibrary } from '../stores/libraryStore.ts';
import { followPace } from '../stores/paceStore.ts';
import { followQueue } from '../stores/queueStore.ts';
import { followRunLog } from '../stores/runLog.ts';
import { followRuns } from '../stores/runStore.ts';
import { followSweeps } from '../stores/sweepStore.ts';

/** Starts what lives as long as the page: drafts, the engine, the menu. Once, before the first render. */
export function startSession(): void {
  followLanguage();
  // The network that there is at first was named before the language was known.
  useDocument.getState().begin(newDocument(t.shell.untitled));
  followRuns();
  followQueue();
  followSweeps();
  followHealth();
  followPace();
  followRunLog();
  followLibrary();
  void restoreDraft().finally(() => {
    followDrafts();
    followFile();
    host().onOpenFile((file) => void openGiven(file));
  });
  host().onSaveAsked(saveFile);
  void useEngine.getState().connect();
  host().onCommand((id) => {
    const command = commandOf(id);
    if (command) perform(command);
  });
  followMenu();
}
