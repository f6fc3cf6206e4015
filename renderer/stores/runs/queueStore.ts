import { create } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import type { EngineClient } from '../../../src/protocol/client.ts';
import type { QueueItem } from '../../../src/protocol/data.ts';
import { explain } from '../../../src/text/text-error.ts';
import { useDocument } from '../document/documentStore.ts';
import { commitPendingEdit } from '../document/pendingEdit.ts';
import { useEngine } from '../engine/engineStore.ts';

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
  const { document, seal } = useDocument.getState();
  seal();
  await client.call('queue.add', { document: serializeDocument(document) });
}
