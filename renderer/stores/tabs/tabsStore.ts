import { create } from 'zustand';
import { commitPendingEdit } from '../document/pendingEdit.ts';
import { type Stage, useWorkspace } from '../window/workspaceStore.ts';
import { activeTab, setActiveTab } from './activeTab.ts';
import { eachTab, Tab } from './tab.ts';

/** A tab that was closed, and where it stood. */
interface ClosedTab {
  readonly tab: Tab;
  readonly at: number;
}

interface TabsState {
  /** In the order of the strip. */
  readonly tabs: readonly Tab[];
  readonly active: Tab;
  /** Closed lately, the latest last. Their stores live, so that they open again as they were. */
  readonly closed: readonly ClosedTab[];
  /** Opens a tab at the end of the strip and shows it, unless it is to stay in the background. */
  open(show?: boolean): Tab;
  show(tab: Tab): void;
  /** Shows the tab so many places further along the strip, which goes round. */
  showNext(by: number): void;
  /** Puts a tab where another stands. */
  move(tab: Tab, to: number): void;
  /** Closes a tab, whatever is unsaved in it. The last one gives way to an empty one. */
  close(tab: Tab, canBeReopened: boolean): void;
  /** Opens again what was closed last, in its place. */
  reopen(): void;
}

/** Tabs that can be opened again. */
const maxClosed = 10;

/** How a tab was left: it is shown again in its stage. */
interface Scene {
  stage: Stage;
  galleryOpen: boolean;
}
const sceneOf = eachTab((): Scene => ({ stage: 'build', galleryOpen: false }));

/** The documents that are open in this window. */
export const useTabs = create<TabsState>()((set, get) => {
  const show = (tab: Tab): void => {
    const before = get().active;
    if (tab === before) return;
    commitPendingEdit();
    const { stage, galleryOpen } = useWorkspace.getState();
    Object.assign(sceneOf(before), { stage, galleryOpen });
    setActiveTab(tab);
    set({ active: tab });
    useWorkspace.setState(sceneOf(tab));
  };
  return {
    tabs: [activeTab()],
    active: activeTab(),
    closed: [],
    open(shown = true) {
      const tab = new Tab();
      set({ tabs: [...get().tabs, tab] });
      if (shown) show(tab);
      return tab;
    },
    show,
    showNext(by) {
      const { tabs, active } = get();
      show(tabs[(tabs.indexOf(active) + by + tabs.length) % tabs.length]!);
    },
    move(tab, to) {
      const { tabs } = get();
      const others = tabs.filter((other) => other !== tab);
      set({ tabs: others.toSpliced(to, 0, tab) });
    },
    close(tab, canBeReopened) {
      const { tabs, active, closed, open } = get();
      const at = tabs.indexOf(tab);
      if (at < 0) return;
      if (tabs.length === 1) {
        sceneOf(open(false)).galleryOpen = true;
      }
      const others = get().tabs.filter((other) => other !== tab);
      if (tab === active) show(others[Math.min(at, others.length - 1)]!);
      const kept = canBeReopened ? [...closed, { tab, at }] : closed;
      set({ tabs: others, closed: kept.slice(-maxClosed) });
      if (!canBeReopened) tab.end();
      for (const old of kept.slice(0, -maxClosed)) old.tab.end();
    },
    reopen() {
      const last = get().closed.at(-1);
      if (!last) return;
      set({ closed: get().closed.slice(0, -1), tabs: get().tabs.toSpliced(last.at, 0, last.tab) });
      show(last.tab);
    },
  };
});

/** Whether a tab is open in the window, not closed. */
export const isOpenTab = (tab: Tab): boolean => useTabs.getState().tabs.includes(tab);
