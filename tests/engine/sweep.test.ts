import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import type { CallParams } from '../../src/protocol/protocol.ts';
import type { SweepInfo } from '../../src/protocol/sweeps.ts';
import { sentence } from '../../src/text/message.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, openBench } from './harness.ts';

let folder: string;
const benches: Bench[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-sweep-'));
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (queueFolder: string | null = null): Promise<EngineClient> => {
  const bench = await openBench({ queueFolder, runsFolder: join(folder, 'runs') });
  benches.push(bench);
  return bench.client;
};

/** Trains in a moment: most of the examples are held out. */
const text = (training: Partial<TrainingSettings> = {}): string =>
  serializeDocument(chainDocument(smallConvnet, { validationSplit: 0.9, epochs: 1, ...training }));

const values = (path: string, ...list: (number | string)[]) => ({
  path,
  range: { kind: 'values' as const, values: list },
});

const until = async (is: () => Promise<boolean>): Promise<void> => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** Resolves when a sweep is over. Subscribe before it can be. */
const over = (client: EngineClient): Promise<SweepInfo> =>
  new Promise((resolve) =>
    client.on('sweep.changed', ({ sweep: now }) => now.state !== 'running' && resolve(now)),
  );

/** Runs a sweep to its end. */
async function sweep(client: EngineClient, params: CallParams<'sweep.start'>): Promise<SweepInfo> {
  const ended = over(client);
  await client.call('sweep.start', params);
  return ended;
}

describe('a sweep', () => {
  it('trains every combination that can be trained, and says of the others why not', async () => {
    const client = await open();
    const done = await sweep(client, {
      document: text(),
      spec: {
        varied: [values('conv.filters', 2, 4), sizes],
        method: { kind: 'grid' },
      },
    });
    expect(done.state).toBe('finished');
    const states = done.points.map(({ values: own, state }) => [...Object.values(own), state]);
    expect(states).toEqual([
      [2, [5, 5], 'trained'],
      [2, [50, 50], 'invalid'],
      [4, [5, 5], 'trained'],
      [4, [50, 50], 'invalid'],
    ]);
    expect(sentence(done.points[1]!.message)).toMatch(/conv.*50/);
    const [small, , large] = done.points;
    expect(large!.params).toBeGreaterThan(small!.params);
    const { runs } = await client.call('runs.list', {});
    expect(runs.map(({ run }) => run).sort()).toEqual([small!.run, large!.run].sort());
    expect(runs[0]).toMatchObject({
      name: 'Test network, conv filters 4, conv kernel 5 × 5',
      tags: [done.name],
    });
    expect(large!.score).toBe(runs[0]!.epochs[0]!.valAccuracy);
    expect((await client.call('sweep.list', {})).sweeps).toEqual([done]);
    await client.call('sweep.delete', { sweep: done.sweep });
    expect((await client.call('sweep.list', {})).sweeps).toEqual([]);
  });

  it('halves: the best go on from where they were, with the epochs of the plan', async () => {
    const client = await open();
    const done = await sweep(client, {
      document: text(),
      spec: {
        varied: [{ path: 'training.learningRate', range: { kind: 'log', from: 1e-6, to: 1e-1, count: 2 } }],
        method: { kind: 'halving', trials: 4, seed: 2, eta: 2, minEpochs: 1, maxEpochs: 4 },
      },
    });
    expect(done.rungs).toEqual([
      { count: 4, epochs: 1 },
      { count: 2, epochs: 2 },
      { count: 1, epochs: 4 },
    ]);
    expect(done.points.map(({ epochs }) => epochs).sort()).toEqual([1, 1, 2, 4]);
    const { runs } = await client.call('runs.list', {});
    expect(runs).toHaveLength(4);
    // Who continued was the best of its rung, on the images that both were judged by then.
    const scoreAt = (epoch: number) => (run: (typeof runs)[number]) => run.epochs[epoch - 1]!.valAccuracy!;
    const first = [...runs].sort((a, b) => scoreAt(1)(b) - scoreAt(1)(a));
    const survivors = runs.filter(({ epochs }) => epochs.length >= 2).map(({ run }) => run);
    expect(survivors.sort()).toEqual(
      first
        .slice(0, 2)
        .map(({ run }) => run)
        .sort(),
    );
    const winner = runs.find(({ epochs }) => epochs.length === 4)!;
    expect(winner.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    const [best] = done.points.filter(({ state }) => state === 'trained');
    expect(best).toMatchObject({ run: winner.run, rung: 2, score: winner.epochs[3]!.valAccuracy });
  });

  it('lets a run that stopped early win with what it came to', async () => {
    const client = await open();
    const earlyStopping = { monitor: 'loss' as const, patience: 1, minDelta: 10, restoreBest: true };
    const done = await sweep(client, {
      document: text({ earlyStopping }),
      spec: {
        varied: [values('training.learningRate', 1e-3, 1e-2)],
        method: { kind: 'halving', trials: 2, seed: 2, eta: 2, minEpochs: 3, maxEpochs: 6 },
      },
    });
    const [best] = done.points.filter(({ state }) => state === 'trained');
    expect(best).toMatchObject({ rung: 1, epochs: 2 });
    expect(sentence(best!.message)).toMatch(/^Stopped early/);
    expect(best!.score).toBeGreaterThan(0);
    expect(done.points.filter(({ state }) => state === 'failed')).toEqual([]);
  });

  it('is refused in words where nothing of it can be trained, and stopped in the middle', async () => {
    const client = await open();
    const spec = (...list: number[]) => ({
      varied: [values('output.units', ...list)],
      method: { kind: 'grid' as const },
    });
    await expect(client.call('sweep.start', { document: text(), spec: spec(9, 11) })).rejects.toThrow(
      /None of the combinations can be trained/,
    );
    await client.call('queue.hold', { held: true });
    const { sweep: held } = await client.call('sweep.start', {
      document: text(),
      spec: { varied: [values('training.seed', 1, 2, 3)], method: { kind: 'grid' } },
    });
    expect((await client.call('queue.list', {})).items).toHaveLength(3);
    await expect(client.call('sweep.delete', { sweep: held.sweep })).rejects.toThrow(/stop it/i);
    await client.call('sweep.stop', { sweep: held.sweep });
    expect((await client.call('queue.list', {})).items).toEqual([]);
    const [stopped] = (await client.call('sweep.list', {})).sweeps;
    expect(stopped).toMatchObject({ state: 'stopped', message: { key: 'runs.stopped-by-hand' } });
  });

  it('goes on where it was stopped: what was taken out is trained, nothing twice', async () => {
    const client = await open();
    await client.call('queue.hold', { held: true });
    const { sweep: held } = await client.call('sweep.start', {
      document: text(),
      spec: { varied: [values('training.seed', 1, 2)], method: { kind: 'grid' } },
    });
    await expect(client.call('sweep.resume', held)).rejects.toThrow(/is running: there is nothing/);
    await client.call('sweep.stop', held);
    const ended = over(client);
    await client.call('sweep.resume', held);
    expect((await client.call('queue.list', {})).items).toHaveLength(2);
    await client.call('queue.hold', { held: false });
    const done = await ended;
    expect(done).toMatchObject({ sweep: held.sweep, state: 'finished', message: '' });
    expect(done.points.map(({ state }) => state)).toEqual(['trained', 'trained']);
    expect((await client.call('sweep.resume', held)).sweep).toEqual(done);
    expect((await client.call('runs.list', {})).runs).toHaveLength(2);
  });

  it('hears what became of a run that ended unheard, and counts out one that keeps ending the engine', async () => {
    const queueFolder = join(folder, 'queue');
    const before = await open(queueFolder);
    const done = await sweep(before, {
      document: text(),
      spec: { varied: [values('training.seed', 1, 2)], method: { kind: 'grid' } },
    });
    await before.call('queue.hold', { held: true });
    const { item } = await before.call('queue.add', { document: text() });
    await benches.pop()!.close();

    // As a crash leaves it: the first run has ended and no one was notified, the second has ended the engine twice.
    const file = join(folder, 'sweeps', `${done.sweep}.sweep.json`);
    const record = JSON.parse(await readFile(file, 'utf8'));
    const [first, second] = record.points;
    const cut = [
      { ...first, state: 'waiting', rung: -1, epochs: 0, score: null },
      { ...second, state: 'waiting', rung: -1, epochs: 0, score: null, run: null },
    ];
    await writeFile(file, JSON.stringify({ ...record, state: 'running', pid: 999_999_999, points: cut }));
    const queued = join(queueFolder, `${item}.item.json`);
    const kept = JSON.parse(await readFile(queued, 'utf8'));
    const deadly = { state: 'training', attempts: 1, sweep: { sweep: done.sweep, point: '2' } };
    await writeFile(queued, JSON.stringify({ ...kept, ...deadly }));

    const after = await open(queueFolder);
    await until(async () => (await after.call('sweep.list', {})).sweeps[0]!.state === 'finished');
    const [now] = (await after.call('sweep.list', {})).sweeps;
    expect(now!.points[0]).toEqual(done.points[0]);
    expect(now!.points[1]).toMatchObject({
      state: 'failed',
      message: { key: 'runs.queue-attempts', values: { attempts: 2 } },
    });
    expect((await after.call('queue.list', {})).items).toEqual([]);
  });

  it('goes on with the queue that it is in, whichever engine takes that up', async () => {
    const queueFolder = join(folder, 'queue');
    const before = await open(queueFolder);
    await before.call('queue.hold', { held: true });
    await before.call('sweep.start', {
      document: text(),
      spec: { varied: [values('training.seed', 1, 2)], method: { kind: 'grid' } },
    });
    await benches.pop()!.close();
    const after = await open(queueFolder);
    const ended = over(after);
    await after.call('queue.hold', { held: false });
    expect((await ended).points.map(({ state }) => state)).toEqual(['trained', 'trained']);
  });
});

const sizes = {
  path: 'conv.kernelSize',
  range: {
    kind: 'values' as const,
    values: [
      [5, 5],
      [50, 50],
    ],
  },
};
