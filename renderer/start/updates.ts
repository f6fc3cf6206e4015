import { notifications } from '@mantine/notifications';
import { t } from '../i18n/index.ts';
import { useUpdates } from '../stores/window/updateStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';

const strings = t.updates;

/** Says at the start that there is a new version, where the app looks by itself, and that one was taken back. */
export async function followUpdates(): Promise<void> {
  const update = await useUpdates.getState().send('start');
  if (update === null) return;
  const { phase, version, rolledBack } = update;
  if (rolledBack !== null)
    useWorkspace.getState().alert(
      () => strings.failed,
      () => strings.rolledBack(rolledBack),
    );
  if (phase === 'available' && version !== null)
    notifications.show({ title: strings.title, message: strings.available(version), autoClose: 10_000 });
}
