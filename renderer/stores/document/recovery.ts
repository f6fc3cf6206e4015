import type { Draft } from '../../../src/protocol/host.ts';
import { host } from '../../host/current.ts';
import { t } from '../../i18n/index.ts';
import { alertError, useWorkspace } from '../window/workspaceStore.ts';
import { openDraft } from './drafts.ts';
import { openDocument } from './files.ts';
import { useRecovery } from './recoveryStore.ts';

const strings = t.shell.files;

/** Takes what was offered, for this page alone. Null where another page has it by now, which is reported. */
async function take(id: string): Promise<Draft | null> {
  const draft = await host().takeDraft(id);
  useRecovery.getState().withdraw(id);
  if (!draft)
    useWorkspace.getState().alert(
      () => strings.notRecovered,
      () => strings.takenElsewhere,
    );
  return draft;
}

/** Opens unsaved work that was left behind. */
export async function recover(id: string): Promise<void> {
  try {
    const draft = await take(id);
    if (!draft) return;
    const opened = openDraft(draft);
    if (opened) openDocument(opened.document, opened.origin);
    else {
      useWorkspace.getState().alert(
        () => strings.notRecovered,
        () => strings.couldNotRead(draft.name),
      );
    }
  } catch (error) {
    alertError(() => strings.notRecovered, error);
  }
}

/** Gives up unsaved work that was left behind. */
export async function discard(id: string): Promise<void> {
  try {
    const draft = await take(id);
    if (!draft) return;
    await host().forgetDraft(id);
    useRecovery.setState({ discarded: draft });
  } catch (error) {
    alertError(() => strings.notDiscarded, error);
  }
}

/** Offers again what was discarded last. */
export async function restoreDiscarded(): Promise<void> {
  const { discarded, offers } = useRecovery.getState();
  if (!discarded) return;
  try {
    await host().keepDraft(discarded);
    const { id, name, savedAt } = discarded;
    useRecovery.setState({ discarded: null, offers: [{ id, name, savedAt }, ...offers] });
  } catch (error) {
    alertError(() => strings.draftFailed, error);
  }
}
