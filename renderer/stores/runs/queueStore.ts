import { create } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { CallParams } from '../../../src/protocol/protocol.ts';
import type { QueueItem, SweepInfo } from '../../../src/protocol/sweeps.ts';
import { explain } from '../../../src/text/text-error.ts';
import { useDocument } from '../document/documentStore.ts';
import { commitPendingEdit } from '../document/pendingEdit.ts';
import { useEngine } from '../engine/engineStore.ts';
import { activeTab } from '../tabs/activeTab.ts';
import type { Tab } from '../tabs/tab.ts';
import { isOpenTab } from '../tabs/tabsStore.ts';

interface QueueState {
  readonly items: readonly QueueItem[];
  /** Whether nothing new begins until a person says so. */
  readonly held: boolean;
  /** Why the queue cannot be used here, in words; empty where it can. */
  readonly trouble: string;
}

/** The trainings that wait, as the engine reports them. */
export const useQueue = create<QueueState>()(() => ({ items: [], held: false, trouble: '' }));

function attach(client: EngineClient): void {
  client.on('queue.changed', (queue) => useQueue.setState({ ...queue, trouble: '' }));
  void client.call('queue.list', {}).then(
    (queue) => useQueue.setState({ ...queue, trouble: '' }),
    (error: unknown) => useQueue.setState({ trouble: explain(error) }),
  );
}

/** The tabs whose documents were queued, by the queue's items. */
const queuingTabs = new Map<string, Tab>();

/** The tabs from which sweeps were started. */
const sweepers = new Map<string, Tab>();

/** The tab that has asked for runs and has no answer yet: the first of them may begin before it. */
let asking: Tab | null = null;

async function withAskingTab<T>(tab: Tab, ask: () => Promise<T>): Promise<T> {
  asking = tab;
  try {
    return await ask();
  } finally {
    asking = null;
  }
}

/** Starts a sweep whose runs belong to a tab. @throws EngineError */
export async function startSweep(
  client: EngineClient,
  tab: Tab,
  params: CallParams<'sweep.start'>,
): Promise<SweepInfo> {
  const { sweep } = await withAskingTab(tab, () => client.call('sweep.start', params));
  sweepers.set(sweep.sweep, tab);
  return sweep;
}

/**
 * The tab that put an item into the queue, or started the sweep that it is of.
 * @returns `closed` where that tab is closed, null where neither was done in this window
 */
export function queuingTabOf(item: string): Tab | 'closed' | null {
  const sweep = useQueue.getState().items.find((each) => each.item === item)?.sweep?.sweep;
  const tab = queuingTabs.get(item) ?? (sweep === undefined ? undefined : sweepers.get(sweep)) ?? asking;
  if (!tab) return null;
  return isOpenTab(tab) ? tab : 'closed';
}

/** Follows each engine that connects. */
export function followQueue(): void {
  useEngine.subscribe((state, before) => {
    if (state.client && state.client !== before.client) attach(state.client);
  });
}

/** Puts the document on the canvas behind what trains and waits. @throws EngineError */
export async function addToQueue(): Promise<void> {
  const { client } = useEngine.getState();
  if (!client) return;
  commitPendingEdit();
  const tab = activeTab();
  const { document, seal } = useDocument.of(tab).getState();
  seal();
  const text = serializeDocument(document);
  const { item } = await withAskingTab(tab, () => client.call('queue.add', { document: text }));
  queuingTabs.set(item, tab);
}
