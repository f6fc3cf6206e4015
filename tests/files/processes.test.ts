import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireLock, LockedError, lockHolder } from '../../src/files/lock.ts';
import { timely } from '../support/thorough.ts';
import { openWorkers, type Worker, type Workers } from './workers.ts';

let folder: string;
let workers: Workers;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-processes-'));
  workers = await openWorkers();
});
afterAll(async () => {
  await workers.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (many: number): Promise<Worker[]> =>
  Promise.all(Array.from({ length: many }, () => workers.start()));
const stop = (some: readonly Worker[]) => Promise.all(some.map((worker) => worker.kill()));
const isRefusal = (answer: unknown): answer is { refused: string; holder: number } =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;

describe('several processes', () => {
  it('write one file at once, and whoever reads it finds one of their texts whole', async () => {
    const path = join(folder, 'blocks.json');
    await writeFile(path, '{}');
    const writers = await start(4);
    let writing = true;
    const all = Promise.all(writers.map((worker) => worker.ask({ do: 'write', path, rounds: 80 })));
    void all.finally(() => {
      writing = false;
    });
    let read = 0;
    for (; writing; read++) JSON.parse(await readFile(path, 'utf8'));
    expect(await all).toEqual(['done', 'done', 'done', 'done']);
    expect(read).toBeGreaterThan(80);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ round: 79 });
    expect(await readdir(folder)).toEqual(['blocks.json']);
    await stop(writers);
  });

  it('change one file at once under its lock, and no change is lost', async () => {
    const path = join(folder, 'count');
    await writeFile(path, '0');
    const counters = await start(4);
    await Promise.all(counters.map((worker) => worker.ask({ do: 'count', path, rounds: 60 })));
    expect(await readFile(path, 'utf8')).toBe('240');
    await stop(counters);
  });

  it('claim at once what a killed process had: one gets it, in each round', async () => {
    const path = join(folder, 'run');
    let claimants = await start(5);
    for (let round = 0; round < timely(17, 40); round++) {
      const answers = await Promise.all(claimants.map((worker) => worker.ask({ do: 'claim', path })));
      const [winner, ...more] = claimants.filter((_, at) => answers[at] === 'held');
      expect(more, `round ${round}`).toEqual([]);
      // The others are told whom to look for.
      for (const answer of answers.filter(isRefusal)) {
        expect(answer.holder).toBe(winner!.pid);
        expect(answer.refused).toContain(`process ${winner!.pid}`);
      }
      if (round % 8 === 0) {
        await winner!.kill();
        claimants = [...claimants.filter((worker) => worker !== winner), await workers.start()];
      } else {
        // The same without the time that a new process takes: what is left is a dead one's.
        const [file] = await readdir(`${path}.lock`);
        const holder = JSON.parse(await readFile(join(`${path}.lock`, file!), 'utf8'));
        await winner!.ask({ do: 'release' });
        await mkdir(`${path}.lock`);
        await writeFile(join(`${path}.lock`, file!), JSON.stringify({ ...holder, pid: 999_999 }));
      }
    }
    await stop(claimants);
  });

  it('are killed at random under a lock, and never are two of them inside', {
    timeout: 120_000,
  }, async () => {
    const path = join(folder, 'visits');
    await writeFile(path, '');
    const killed = new Set<number>();
    const visitors = await start(4);
    for (const worker of visitors) worker.ask({ do: 'visit', path }).catch(() => {});
    for (let time = 0; time < timely(10, 25); time++) {
      await new Promise((go) => setTimeout(go, Math.random() * 80));
      const at = Math.floor(Math.random() * visitors.length);
      killed.add(visitors[at]!.pid);
      await visitors[at]!.kill();
      visitors[at] = await workers.start();
      visitors[at].ask({ do: 'visit', path }).catch(() => {});
    }
    await stop(visitors);
    for (const { pid } of visitors) killed.add(pid);
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    let inside: string | null = null;
    for (const [at, line] of lines.entries()) {
      const [way, pid = ''] = line.split(' ');
      const before = inside;
      // Whoever was inside and did not come out was killed there.
      if (way === 'in') expect(before === null || killed.has(Number(before)), `line ${at}`).toBe(true);
      else expect(before, `line ${at}`).toBe(pid);
      inside = way === 'in' ? pid : null;
    }
    expect(lines.length).toBeGreaterThan(timely(40, 100));
    await rm(path);
  });
});

describe('a lock', () => {
  it('of a process that stands still is not taken on the same machine', async () => {
    const path = join(folder, 'stopped');
    const [holder, other] = await start(2);
    await holder!.ask({ do: 'claim', path, stale: 2000 });
    holder!.signal('SIGSTOP');
    const answer = await other!.ask({ do: 'claim', path, stale: 2000 });
    expect(answer).toMatchObject({ holder: holder!.pid });
    holder!.signal('SIGCONT');
    expect(await holder!.ask({ do: 'change', path, text: 'still mine' })).toBe('done');
    await stop([holder!, other!]);
  });

  it('of a process elsewhere that stands still is taken over, and that process writes no more', async () => {
    const path = join(folder, 'elsewhere');
    const [away, here] = await start(2);
    await away!.ask({ do: 'claim', path, stale: 2000, away: '00000000' });
    expect(await away!.ask({ do: 'change', path, text: 'away' })).toBe('done');
    // As long as it shows signs of life it keeps its lock.
    expect(await here!.ask({ do: 'claim', path, stale: 2000 })).toMatchObject({ holder: away!.pid });
    away!.signal('SIGSTOP');
    expect(await here!.ask({ do: 'claim', path, stale: 2000 })).toBe('held');
    expect(await here!.ask({ do: 'change', path, text: 'here' })).toBe('done');
    away!.signal('SIGCONT');
    expect(await away!.ask({ do: 'change', path, text: 'away again' })).toMatchObject({
      refused: expect.stringContaining('taken over'),
    });
    // Letting go of what it has lost takes nothing from the new holder.
    await away!.ask({ do: 'release' });
    expect((await lockHolder(path))?.pid).toBe(here!.pid);
    expect(await readFile(path, 'utf8')).toBe('here');
    await stop([away!, here!]);
  });

  it('is free when its process ends by itself, and leaves nothing when it is let go of', async () => {
    const path = join(folder, 'free');
    const [holder] = await start(1);
    await holder!.ask({ do: 'claim', path });
    expect((await lockHolder(path))?.purpose).toBe('training');
    await expect(acquireLock(path, { purpose: 'resuming' })).rejects.toBeInstanceOf(LockedError);
    holder!.signal('SIGTERM');
    await holder!.kill();
    const lease = await acquireLock(path, { purpose: 'resuming' });
    await lease.check();
    await expect(acquireLock(path, { purpose: 'again' })).rejects.toThrow('this process');
    await lease.release();
    await lease.release();
    expect((await readdir(folder)).filter((name) => name.startsWith('free'))).toEqual([]);
  });
});
