import { create } from 'zustand';
import { serializeDocument } from '../../../src/document/serialize.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../../src/training/settings.ts';
import { t } from '../../i18n/index.ts';
import { fetchData } from '../data/fetchData.ts';
import { useDocument } from '../document/documentStore.ts';
import { useEngine } from '../engine/engineStore.ts';
import { useWorkspace } from '../window/workspaceStore.ts';
import { useQueue } from './queueStore.ts';
import { useSweeps } from './sweepStore.ts';

interface CompareState {
  /** The runs that are put side by side, the first is what the others are held against. */
  readonly runs: readonly string[];
  /** Of those queued to be compared, the ones that are no runs yet. */
  readonly pending: readonly string[];
  set(runs: readonly string[]): void;
}

/** What the Runs stage compares. */
export const useCompare = create<CompareState>()((set) => ({
  runs: [],
  pending: [],
  set: (runs) => set({ runs, pending: [] }),
}));

/** Items that the queue has reported: the answer to a call may come before that. */
const reportedItems = new Set<string>();

/** What was queued to be compared is compared as soon as it trains; what has left the queue is no longer pending. */
function take(): void {
  const { runs, pending } = useCompare.getState();
  const items = new Map(useQueue.getState().items.map((item) => [item.item, item]));
  const begun: string[] = [];
  const waiting = pending.filter((id) => {
    const item = items.get(id);
    if (!item) return !reportedItems.has(id);
    reportedItems.add(id);
    if (item.run !== null) begun.push(item.run);
    return item.state === 'waiting';
  });
  if (waiting.length === pending.length) return;
  useCompare.setState({ runs: [...runs, ...begun.filter((run) => !runs.includes(run))], pending: waiting });
}
useQueue.subscribe(take);

/** Where a document says nothing of it. */
export const defaultPretraining = (): NonNullable<TrainingSettings['pretraining']> =>
  trainingSettingsSchema.shape.pretraining.parse({})!;

/**
 * Queues the document on the canvas twice, with its hidden layers pretrained and with random first weights, all else
 * alike, and opens the comparison of the two.
 * @throws EngineError
 */
export async function trainBothWays(): Promise<void> {
  const { client } = useEngine.getState();
  if (!client) return;
  const { document, seal } = useDocument.getState();
  seal();
  await fetchData(document);
  const { training, name } = document;
  const words = t.training.pretraining;
  const ways = [
    { name: words.pretrained(name), pretraining: training.pretraining ?? defaultPretraining() },
    { name: words.random(name), pretraining: null },
  ];
  useCompare.setState({ runs: [], pending: [] });
  for (const way of ways) {
    const text = serializeDocument({
      ...document,
      name: way.name,
      training: { ...training, pretraining: way.pretraining },
    });
    const { item } = await client.call('queue.add', { document: text });
    useCompare.setState(({ pending }) => ({ pending: [...pending, item] }));
    take();
  }
  useSweeps.getState().setOpen(false);
  useWorkspace.getState().setStage('runs');
}
