import { create } from 'zustand';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../document/documentStore.ts';
import { forEachTab, type Tab } from '../tabs/tab.ts';
import { useTabs } from '../tabs/tabsStore.ts';
import { isBusy } from './runMachine.ts';
import { useRun } from './runStore.ts';

/** The tab whose run the engine works on: it trains one at a time. Null while none trains in this window. */
export const useTrainingTab = create<{ readonly tab: Tab | null }>()(() => ({ tab: null }));

forEachTab((tab) => {
  const notify = (busy: boolean): void => {
    const { tab: known } = useTrainingTab.getState();
    if (busy && known === null) useTrainingTab.setState({ tab });
    if (!busy && known === tab) useTrainingTab.setState({ tab: null });
  };
  tab.own(() => notify(false));
  tab.own(useRun.of(tab).subscribe(({ training }) => notify(isBusy(training))));
});

const words = (training: Tab | null, shown: Tab): string | null =>
  training === null || training === shown
    ? null
    : t.shell.topBar.trainElsewhere(useDocument.of(training).getState().document.name);

/** That another tab trains, in words: this one has to wait. Null where none does. */
export const trainingElsewhere = (): string | null =>
  words(useTrainingTab.getState().tab, useTabs.getState().active);

/** `trainingElsewhere`, kept up to date. */
export function useTrainingElsewhere(): string | null {
  const training = useTrainingTab((state) => state.tab);
  const shown = useTabs((state) => state.active);
  return words(training, shown);
}
