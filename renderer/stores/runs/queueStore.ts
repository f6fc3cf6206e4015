import { create } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { QueueItem } from '../../../src/protocol/data.ts';
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

/** The trainings that wait, as the engine tells of them. */
export const useQueue = create<QueueState>()(() => ({ items: [], held: false, trouble: '' }));

function attach(client: EngineClient): void {
  client.on('queue.changed', (queue) => useQueue.setState({ ...queue, trouble: '' }));
  void client.call('queue.list', {}).then(
    (queue) => useQueue.setState({ ...queue, trouble: '' }),
    (error: unknown) => useQueue.setState({ trouble: explain(error) }),
  );
}

/** The tabs whose documents were queued, by the queue's items. */
const queuers = new Map<string, Tab>();

/** The tab whose document a run of the queue trains; null where it was queued elsewhere, or its tab is closed. */
export function queuedIn(run: string): Tab | null {
  const item = useQueue.getState().items.find((each) => each.run === run);
  const tab = item && queuers.get(item.item);
  return tab && isOpenTab(tab) ? tab : null;
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
  const { item } = await client.call('queue.add', { document: serializeDocument(document) });
  queuers.set(item, tab);
}
