import { Tab } from './tab.ts';

let active = new Tab();
const listeners = new Set<() => void>();

/** The tab on the screen; there always is one. */
export const activeTab = (): Tab => active;

/** Calls back after another tab has become the one on the screen. Returns what ends it. */
export function onActiveTab(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Puts a tab on the screen: what the stores show from now on is its own. */
export function setActiveTab(tab: Tab): void {
  if (tab === active) return;
  active = tab;
  for (const listener of [...listeners]) listener();
}
