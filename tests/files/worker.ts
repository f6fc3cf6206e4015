import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { writeAtomic } from '../../src/files/atomic.ts';
import { acquireLock, type Lease, LockedError, withLock } from '../../src/files/lock.ts';
import { thisProcess } from '../../src/files/process.ts';

/** What a parent asks of a worker, and gets one answer to. */
export type Order =
  | { readonly do: 'write'; readonly path: string; readonly rounds: number }
  | { readonly do: 'count'; readonly path: string; readonly rounds: number }
  /** Notes in `path` when it comes in and goes out, again and again. */
  | { readonly do: 'visit'; readonly path: string }
  /** @param away as if from another machine */
  | { readonly do: 'claim'; readonly path: string; readonly stale?: number; readonly away?: string }
  | { readonly do: 'change'; readonly path: string; readonly text: string }
  | { readonly do: 'release' };

export type Answer = 'held' | 'done' | { readonly refused: string; readonly holder: number | null };

let lease: Lease | null = null;

/** Texts of very different lengths: what is mixed of two is no JSON. */
const text = (round: number): string =>
  JSON.stringify({ pid: process.pid, round, filler: 'x'.repeat((round % 7) * 30_000) });

async function count(path: string): Promise<void> {
  // Without the lock, most of these would be lost.
  const before = Number(await readFile(path, 'utf8'));
  await writeFile(path, String(before + 1));
}

async function visit(path: string): Promise<void> {
  await withLock(
    path,
    async () => {
      await appendFile(path, `in ${process.pid}\n`);
      await new Promise((go) => setTimeout(go, Math.random() * 8));
      await appendFile(path, `out ${process.pid}\n`);
    },
    { wait: 60_000 },
  );
}

const work: { [K in Order['do']]: (order: Extract<Order, { do: K }>) => Promise<Answer> } = {
  async write({ path, rounds }) {
    for (let round = 0; round < rounds; round++) await writeAtomic(path, text(round));
    return 'done';
  },
  async count({ path, rounds }) {
    for (let round = 0; round < rounds; round++) await withLock(path, () => count(path), { wait: 60_000 });
    return 'done';
  },
  async visit({ path }) {
    for (;;) await visit(path);
  },
  async claim({ path, stale, away }) {
    lease = await acquireLock(path, {
      purpose: 'training',
      ...(stale !== undefined && { stale, wait: stale * 3 }),
      ...(away !== undefined && { self: { ...thisProcess(), place: away } }),
    });
    return 'held';
  },
  async change({ path, text: wanted }) {
    await writeAtomic(path, wanted, { beforeCommit: () => lease!.check() });
    return 'done';
  },
  async release() {
    await lease?.release();
    return 'done';
  },
};

process.on('message', (order: Order) => {
  const doing = work[order.do] as (order: Order) => Promise<Answer>;
  doing(order).then(
    (answer) => process.send!(answer),
    (error: Error) => {
      const holder = error instanceof LockedError ? (error.holder?.pid ?? null) : null;
      process.send!({ refused: `${error.name}: ${error.message}`, holder } satisfies Answer);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send!('ready');
