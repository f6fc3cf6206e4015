import { cleanup } from '@testing-library/react';
import { vi } from 'vitest';
import type { StoreApi } from 'zustand';
import { activeTab, setActiveTab } from '../stores/tabs/activeTab.ts';
import { openStores, Tab } from '../stores/tabs/tab.ts';
import { useTabs } from '../stores/tabs/tabsStore.ts';

/**
 * Runs before each file of tests. They share their modules, since loading them takes longer than the tests: each begins
 * as a window does, with one empty tab and with every store as it is at first.
 */
const modules = import.meta.glob<Readonly<Record<string, unknown>>>(
  ['../stores/**/*.ts', '!../stores/**/*.test.ts'],
  { eager: true },
);

const isWindowStore = (value: unknown): value is StoreApi<object> =>
  typeof value === 'function' && 'getInitialState' in value && !('of' in value);

cleanup();
vi.useRealTimers();
// Files that need no page have none.
globalThis.localStorage?.clear();
for (const exported of Object.values(modules))
  for (const value of Object.values(exported))
    if (isWindowStore(value)) value.setState(value.getInitialState(), true);
const before = openStores();
setActiveTab(new Tab());
useTabs.setState({ tabs: [activeTab()], active: activeTab(), closed: [] });
for (const tab of before) tab.end();
