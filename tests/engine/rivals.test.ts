import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { isTemporary } from '../../src/files/temporary.ts';
import { timely } from '../support/thorough.ts';
import { chainDocument } from './documents.ts';
import { ending, openBench } from './harness.ts';
import type { Report, Rivalry } from './rival.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

/** The engine in one file, beside the packages that it imports. */
const script = join(import.meta.dirname, `../../dist/scratch/rival-${process.pid}.mjs`);
const children: ChildProcess[] = [];
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'rival.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(script, { force: true });
});

let home: string;
let data: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'convas-rivals-'));
  data = await writeStripes(join(home, 'stripes'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const document = (epochs: number): string =>
  serializeDocument(chainDocument(tinyNetwork, { batchSize: 16, epochs, validationSplit: 0.1 }, data));

interface Rival {
  readonly pid: number;
  ask(order: Rivalry | 'over'): Promise<Report>;
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
}

async function startRival(): Promise<Rival> {
  const child = fork(script, [home]);
  children.push(child);
  const gone = once(child, 'exit');
  await once(child, 'message');
  return {
    pid: child.pid!,
    async ask(order) {
      const answer = once(child, 'message');
      child.send(order);
      return (await answer)[0] as Report;
    },
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
const startRivals = (many: number) => Promise.all(Array.from({ length: many }, startRival));
const all = (rivals: readonly Rival[], order: Rivalry) =>
  Promise.all(rivals.map((rival) => rival.ask(order)));

/** A run that was stopped after its first epochs. */
async function stoppedRun(): Promise<string> {
  const { client, close } = await openBench({ backend: 'cpu', runsFolder: join(home, 'runs') });
  const end = ending(client);
  const { run } = await client.call('train.start', { document: document(1) });
  await end;
  await close();
  return run;
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const endless = 100_000;
const stateOf = async (run: string): Promise<string> =>
  JSON.parse(await readFile(join(home, 'runs', run, 'run.json'), 'utf8')).state;

describe('an interrupted run', () => {
  it('is resumed by one of several processes, in each round', { timeout: 180_000 }, async () => {
    const run = await stoppedRun();
    let rivals = await startRivals(4);
    for (let round = 0; round < timely(6, 20); round++) {
      const answers = await all(rivals, { do: 'resume', run, document: document(endless) });
      const winners = answers.filter(({ ok }) => ok);
      expect(winners, `round ${round}`).toHaveLength(1);
      const winner = rivals.find(({ pid }) => pid === winners[0]!.pid)!;
      for (const { ok, code, message } of answers) {
        if (ok) continue;
        expect(code).toBe('in-use');
        expect(message).toMatch(
          new RegExp(`in use by process ${winner.pid} \\(training\\)\\. Stop it there`),
        );
      }
      if (round % 5 === 0) {
        // The end of a process is the end of its claim, at once.
        await winner.kill();
        rivals = [...rivals.filter((rival) => rival !== winner), await startRival()];
      } else expect(await winner.ask({ do: 'stop' })).toMatchObject({ message: 'stopped: ' });
    }
    const [own] = rivals;
    await own!.ask({ do: 'resume', run, document: document(endless) });
    // Nor is it deleted or renamed meanwhile.
    const [, other] = rivals;
    expect(await other!.ask({ do: 'delete', run })).toMatchObject({ ok: false, code: 'in-use' });
    expect(await other!.ask({ do: 'describe', run, tag: 'x' })).toMatchObject({ ok: false, code: 'in-use' });
    await own!.ask({ do: 'stop' });
    expect(await stateOf(run)).toBe('stopped');
    // All that they took turns in is one run.
    const { progress } = (await readCheckpoint(join(home, 'runs', run)))!;
    expect(progress.epochs.map(({ epoch }) => epoch)).toEqual(progress.epochs.map((_, at) => at + 1));
    const tagged = await Promise.all(rivals.map((rival) => rival.ask({ do: 'describe', run, tag: 'best' })));
    expect(tagged.every(({ ok }) => ok)).toBe(true);
    expect(await other!.ask({ do: 'delete', run })).toMatchObject({ ok: true });
    expect(await readdir(join(home, 'runs'))).toEqual([]);
    for (const rival of rivals) await rival.kill();
  });

  it('that was taken over while its process stood still is not written by it any more', async () => {
    const run = await stoppedRun();
    const folder = join(home, 'runs', run);
    const [away, here] = await startRivals(2);
    await away!.ask({ do: 'resume', run, document: document(endless) });
    away!.signal('SIGSTOP');
    // As if it ran on another machine, and gave no sign of life for two minutes.
    const lock = join(folder, 'run.lock');
    const [file] = await readdir(lock);
    const holder = JSON.parse(await readFile(join(lock, file!), 'utf8'));
    await writeFile(join(lock, file!), JSON.stringify({ ...holder, place: '00000000', host: 'elsewhere' }));
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(lock, longAgo, longAgo);
    const taken = await here!.ask({ do: 'resume', run, document: document(endless) });
    expect(taken).toMatchObject({ ok: true });
    await here!.ask({ do: 'stop' });
    const contents = async () =>
      Object.fromEntries(
        await Promise.all(
          (await readdir(folder))
            .filter((name) => !isTemporary(name))
            .map(async (name) => [name, digest(await readFile(join(folder, name)))]),
        ),
      );
    const before = await contents();
    away!.signal('SIGCONT');
    expect((await away!.ask('over')).message).toMatch(/^interrupted: Another process has taken over run/);
    expect(await contents()).toEqual(before);
    expect((await readdir(folder)).filter(isTemporary)).toEqual([]);
    await away!.kill();
    await here!.kill();
  });
});

it('a stale queue is claimed by one of several processes, in each round', async () => {
  const rivals = await startRivals(4);
  let holder = 0;
  for (let round = 0; round < timely(8, 30); round++) {
    // What a process that was killed has left.
    const lock = join(home, 'queue', 'queue.lock');
    if (holder !== 0) {
      const [file] = await readdir(lock);
      const left = JSON.parse(await readFile(join(lock, file!), 'utf8'));
      await writeFile(join(lock, file!), JSON.stringify({ ...left, pid: 999_999 }));
    } else {
      await mkdir(lock, { recursive: true });
    }
    const answers = await all(rivals, { do: 'queue' });
    const winners = answers.filter(({ ok }) => ok);
    expect(winners, `round ${round}`).toHaveLength(1);
    holder = winners[0]!.pid;
    for (const { ok, message } of answers) {
      if (!ok) expect(message).toContain(`being run by another Convas, process ${holder}`);
    }
  }
  for (const rival of rivals) await rival.kill();
});

it('blocks that several processes keep at once are all kept', async () => {
  const rivals = await startRivals(4);
  const answers = await all(rivals, { do: 'keep', blocks: 25 });
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const { blocks } = JSON.parse(await readFile(join(home, 'blocks.json'), 'utf8'));
  expect(new Set(blocks).size).toBe(100);
  expect((await readdir(home)).filter((name) => name.startsWith('blocks'))).toEqual(['blocks.json']);
  for (const rival of rivals) await rival.kill();
});
