import { explanationOf } from '../../files/errors.ts';
import { printable } from '../../files/printable.ts';
import { EngineError } from '../../protocol/client.ts';
import type { RunState } from '../../protocol/data.ts';
import type { Emitter } from '../../protocol/emitter.ts';
import type { QueueItem } from '../../protocol/sweeps.ts';
import { message, sentence, type Text } from '../../text/message.ts';
import type { Restart } from '../kernels/restart.ts';
import type { Claim } from '../runs/claim.ts';
import { hasEnded, type RunRecord } from '../runs/run-record.ts';
import type { RunStore } from '../runs/run-store.ts';
import type { Trainer } from '../trainer.ts';
import { type NewItem, newItem, queueItemOf, recoverItem, type StoredItem, sequenceOf } from './item.ts';
import type { QueueStore } from './queue-store.ts';

/** What came of an item. */
export interface SettledItem {
  readonly item: string;
  readonly sweep: QueueItem['sweep'];
  /** Null where no run began. */
  readonly run: string | null;
  readonly state: RunState;
  readonly message: Text;
}

/** Trainings one after the other. Every method throws `EngineError` in words that can be shown. */
export interface Queue {
  add(items: readonly NewItem[]): Promise<readonly string[]>;
  list(): Promise<{ items: QueueItem[]; held: boolean }>;
  /** Takes out items that do not train now. */
  remove(which: (item: StoredItem) => boolean): Promise<void>;
  /** While it is held nothing new begins; what trains continues. */
  hold(held: boolean): Promise<void>;
  /** Takes up what an earlier process left. Called once before use. */
  open(): Promise<void>;
  onSettled(listener: (settled: SettledItem) => void): void;
  /** Leaves it to other processes. */
  close(): Promise<void>;
}

interface QueueParts {
  readonly trainer: Trainer;
  readonly store: RunStore;
  readonly events: Emitter;
  /** Starts another engine, where this one has loaded TensorFlow otherwise than an item needs it. */
  readonly restart: Restart;
  readonly queueStore: QueueStore;
  /** Takes the queue for this process. @throws EngineError `in-use` */
  readonly claim: () => Promise<Claim>;
}

export function createQueue({ trainer, store, events, restart, queueStore, claim }: QueueParts): Queue {
  let items: StoredItem[] = [];
  let held = false;
  let advancing = false;
  let again = false;
  let opening: Promise<void> | null = null;
  let own: Claim | null = null;
  let sequence = 0;
  const listeners = new Set<(settled: SettledItem) => void>();

  /** @throws EngineError `taken-over` */
  const claimed = (): Claim => {
    if (own) return own;
    throw new EngineError('taken-over', message('runs.queue-lost'));
  };

  const announce = (): void => events.emit('queue.changed', { items: items.map(queueItemOf), held });

  const write = async (item: StoredItem): Promise<StoredItem> => {
    items = items.map((other) => (other.item === item.item ? item : other));
    await queueStore.write(item, claimed());
    return item;
  };

  const settle = async (item: StoredItem, state: RunState, detail: Text): Promise<void> => {
    if (state === 'failed' && item.sweep === null) await write({ ...item, state: 'failed', message: detail });
    else {
      items = items.filter((other) => other.item !== item.item);
      await queueStore.remove(item.item, claimed());
    }
    for (const listener of listeners)
      listener({ item: item.item, sweep: item.sweep, run: item.run, state, message: detail });
    announce();
  };

  const restarts = (): boolean => {
    try {
      restart();
      return true;
    } catch {
      return false;
    }
  };

  /** Forgets what another process has taken over, or may take. */
  const abandon = (): void => {
    own = null;
    opening = null;
    items = [];
    announce();
  };

  /** False where the trainer is busy with another run, whose end is waited for, or where the queue was lost. */
  const begin = async (item: StoredItem): Promise<boolean> => {
    try {
      await claimed().beforeCommit();
      // One that began already has the weights that it started from.
      const { resume, sweep } = item;
      const from = resume === null ? item.from : null;
      const run = await trainer.start(item.document, { resume, from, sweep, item: item.item });
      await write({ ...item, state: 'training', run, resume: run });
      announce();
      return true;
    } catch (error) {
      const code = error instanceof EngineError ? error.code : '';
      // The next engine finds the item where it is.
      if (code === 'busy' || (code === 'kernels' && restarts()) || own === null || own.lost) return false;
      await settle(item, 'failed', explanationOf(error));
      return true;
    }
  };

  const isBusy = (): boolean => trainer.current !== null && trainer.isTraining(trainer.current.run);

  const advance = async (): Promise<void> => {
    again = advancing;
    if (advancing) return;
    advancing = true;
    try {
      while (!held && !isBusy()) {
        const next = items.find(({ state }) => state === 'waiting');
        if (!next || !(await begin(next))) break;
      }
    } finally {
      advancing = false;
    }
    if (again) {
      again = false;
      await advance();
    }
  };

  const onEnd = async (run: string, state: RunState, detail: Text): Promise<void> => {
    // The end of a short run may outrun the answer to its start.
    while (advancing) await new Promise((resolve) => setTimeout(resolve, 5));
    const item = items.find((other) => other.run === run && other.state === 'training');
    if (item) await settle(item, state, detail);
    await advance();
  };

  const recordOf = async ({ run }: StoredItem): Promise<RunRecord | null> => {
    try {
      return (await store.read(await store.folderOf(run ?? ''))).record;
    } catch {
      return null;
    }
  };

  const recover = async (item: StoredItem) =>
    recoverItem(item, item.state === 'training' ? await recordOf(item) : null);

  const readAll = async (): Promise<void> => {
    own = await claim();
    own.onLost(abandon);
    const kept = await queueStore.read();
    held = kept.held;
    const recovered = await Promise.all(kept.items.map(recover));
    items = recovered.map(({ item }) => item);
    sequence = items.reduce((most, item) => Math.max(most, sequenceOf(item)), 0);
    for (const { item, ended } of recovered) {
      if (ended) await settle(item, ended.state, ended.message);
      // A sweep is informed, and continues with its others.
      else if (item.state === 'failed' && item.sweep !== null) await settle(item, 'failed', item.message);
      else await queueStore.write(item, claimed());
    }
    if (items.length > 0) announce();
  };

  const open = (): Promise<void> => {
    opening ??= readAll().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };

  events.on('train.state', ({ run, state, message: detail }) => {
    if (!hasEnded(state)) return;
    onEnd(run, state, detail).catch((error: unknown) =>
      process.stderr.write(
        `${printable(sentence(message('runs.queue-not-kept', { why: explanationOf(error) })))}\n`,
      ),
    );
  });

  return {
    async open() {
      await open();
      void advance();
    },
    onSettled: (listener) => void listeners.add(listener),
    async close() {
      await opening?.catch(() => {});
      const before = own;
      abandon();
      await before?.release();
    },
    async list() {
      await open();
      return { items: items.map(queueItemOf), held };
    },
    async add(fresh) {
      await open();
      const added = fresh.map((each) => newItem(each, ++sequence));
      for (const item of added) await queueStore.write(item, claimed());
      items = [...items, ...added];
      announce();
      void advance();
      return added.map(({ item }) => item);
    },
    async remove(which) {
      await open();
      const gone = items.filter((item) => item.state !== 'training' && which(item));
      items = items.filter((item) => !gone.includes(item));
      for (const { item } of gone) await queueStore.remove(item, claimed());
      announce();
    },
    async hold(next) {
      await open();
      await queueStore.hold(next, claimed());
      held = next;
      announce();
      if (!held) void advance();
    },
  };
}
