import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { SplitHandle } from '../../datasets/dataset.ts';
import type { Preprocessing } from '../../preprocessing/pipeline.ts';
import { type Message, message, type Text } from '../../text/message.ts';
import { textOf } from '../../text/text-error.ts';
import type { Batch } from '../model/stepper.ts';
import { type BatchPlan, countBatches, createAssembler } from './batch-plan.ts';
import { openRing, slotsFor, targetSizeOf } from './ring.ts';
import { createRingPool, type RingPool } from './ring-pool.ts';
import type { StartThread } from './start-thread.ts';
import type { BatchRequest } from './thread.ts';

/** A course's batches, in order. */
export interface Feed {
  /** The next batch. It holds until the next is asked for. @throws RangeError after the last */
  next(): Promise<Batch>;
  /** How many of its batches the thread has made. */
  readonly ahead: number;
  close(): void;
}

/** Makes batches of examples for a network, ahead of who uses them. */
export interface Feeder {
  /** @throws TextError where the network takes no image; FileError */
  open(split: SplitHandle, batchPlan: BatchPlan): Feed;
  /** Ends its thread; what is open continues without. Resolves when the thread is gone. */
  end(): Promise<void>;
}

export type OpenFeeder = (preprocessing: Preprocessing) => Feeder;

export interface FeederParts {
  /** Null makes every batch when it is asked for. */
  readonly startThread: StartThread | null;
  /** Called with the reason why batches are not made ahead after all. */
  readonly onFallback: (message: Message) => void;
}

/** Milliseconds that this thread sleeps at a time for a batch under way; then others have their turn. */
const sleepMs = 20;

/** The thread as long as it lives. */
interface Thread {
  readonly alive: boolean;
  send(order: BatchRequest): void;
  ring(): void;
  end(): Promise<void>;
}

const none: Thread = { alive: false, send: () => {}, ring: () => {}, end: async () => {} };

function openThread({ startThread, onFallback }: FeederParts): Thread {
  if (startThread === null) return none;
  const bell = new Int32Array(new SharedArrayBuffer(4));
  let alive = true;
  const lost = (why: Message): void => {
    if (!alive) return;
    alive = false;
    onFallback(message('engine.batches-between', { why }));
  };
  let worker: Worker;
  try {
    worker = startThread(bell);
  } catch (error) {
    lost(message('engine.thread-not-started', { detail: textOf(error) }));
    return none;
  }
  let trouble: Text | null = null;
  worker.on('error', (error) => {
    trouble = textOf(error);
  });
  // Only now does it surely write into no batch any more.
  worker.on('exit', () =>
    lost(
      trouble === null
        ? message('engine.thread-ended')
        : message('engine.thread-ended-with', { detail: trouble }),
    ),
  );
  const ring = (): void => {
    Atomics.add(bell, 0, 1);
    Atomics.notify(bell, 0);
  };
  return {
    get alive() {
      return alive;
    },
    send(order) {
      worker.postMessage(order);
      ring();
    },
    ring,
    async end() {
      alive = false;
      await worker.terminate();
    },
  };
}

export const feederOpener =
  (parts: FeederParts): OpenFeeder =>
  (preprocessing) => {
    const thread = openThread(parts);
    const ringPool = createRingPool();
    return {
      open: (split, batchPlan) => openFeed({ thread, ringPool, preprocessing }, split, batchPlan),
      end: () => thread.end(),
    };
  };

interface FeedParts {
  readonly thread: Thread;
  readonly ringPool: RingPool;
  readonly preprocessing: Preprocessing;
}

function openFeed(
  { thread, ringPool, preprocessing }: FeedParts,
  split: SplitHandle,
  batchPlan: BatchPlan,
): Feed {
  const { batchSize } = batchPlan;
  const assembler = createAssembler(split, preprocessing, batchPlan);
  const { exampleSize } = assembler;
  const total = countBatches(batchPlan);
  const slots = thread.alive ? Math.min(Math.max(1, total), slotsFor(batchSize, exampleSize)) : 1;
  const memory = ringPool.take(slots, batchSize, exampleSize, targetSizeOf(split, batchPlan.mixes));
  const ring = openRing(memory);
  if (thread.alive) thread.send({ split, preprocessing, batchPlan: batchPlan, memory });
  let taken = 0;
  let own = 0;
  return {
    get ahead() {
      return taken - own;
    },
    async next() {
      const at = taken;
      if (at >= total) throw new RangeError(`the batchPlan has ${total} batches`);
      taken++;
      ring.release(at);
      // Waking it costs this thread a moment: not for every slot.
      if (at % (slots >> 1 || 1) === 0) thread.ring();
      // One that the thread has not begun is made here: it may just have been started, or be gone.
      const isOwn = !ring.isReady(at) && ring.claim(at);
      while (!isOwn && thread.alive && !ring.isReady(at)) {
        ring.await(at, sleepMs);
        if (!ring.isReady(at)) await nextTurn();
      }
      if (!ring.isReady(at)) {
        ring.make(at, assembler.fill);
        own++;
      }
      return ring.read(at);
    },
    close() {
      if (ring.closed) return;
      ring.close();
      assembler.close();
      // Without a thread no one else is in it.
      if (!thread.alive) ring.leave();
      thread.ring();
      ringPool.release(memory);
    },
  };
}
