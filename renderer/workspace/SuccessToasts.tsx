import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { t } from '../i18n/index.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useRun } from '../stores/runs/runStore.ts';
import { activeTab } from '../stores/tabs/activeTab.ts';
import { followTabs, type Tab } from '../stores/tabs/tab.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { formatPercent } from '../ui/numbers.ts';
import { formatValue } from '../ui/tensor/values.ts';

/** Shows a toast when a run finishes while its stage is not open. */
function followFinished(tab: Tab): () => void {
  return useRun.of(tab).subscribe(({ training }, { training: before }) => {
    if (training.phase !== 'run' || training.run.state !== 'finished') return;
    if (before.phase !== 'run' || before.run.run !== training.run.run || before.run.state === 'finished')
      return;
    const looks = tab === activeTab() && useWorkspace.getState().stage === 'train';
    if (looks && document.visibilityState === 'visible') return;
    const { test, epochs } = training.run;
    const last = epochs.at(-1);
    const accuracy = test?.accuracy ?? last?.valAccuracy;
    const error = last?.accuracy === null ? (test?.loss ?? last.valLoss ?? last.loss) : null;
    notifications.show({
      color: 'green',
      title: t.shell.news.trained(useDocument.of(tab).getState().document.name),
      message:
        error !== null
          ? t.shell.news.error(formatValue(error))
          : accuracy == null
            ? ''
            : t.shell.news.accuracy(formatPercent(accuracy)),
    });
  });
}

/** Toasts are for successes alone; what went wrong is shown beside what it concerns. */
export function SuccessToasts() {
  useEffect(() => followTabs(followFinished), []);
  return null;
}
