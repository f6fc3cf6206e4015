import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { askOptuna } from '../../src/engine/sweeps/optuna.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import type { SweepInfo, SweepPoint } from '../../src/protocol/sweeps.ts';
import { plannedAxes } from '../../src/sweep/plan.ts';
import { frontOf, goalsOf } from '../../src/sweep/search/goals.ts';
import { methodSchema, type SweepSpec } from '../../src/sweep/spec.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, openBench } from './harness.ts';

let folder: string;
const benches: Bench[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convas-search-'));
});
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (home: string): Promise<EngineClient> => {
  const bench = await openBench({ queueFolder: null, runsFolder: join(folder, home, 'runs') });
  benches.push(bench);
  return bench.client;
};

const document = serializeDocument(chainDocument(smallConvnet, { validationSplit: 0.9, epochs: 2 }));
const values = (path: string, ...list: (number | string | boolean)[]) => ({
  path,
  range: { kind: 'values' as const, values: list },
});
const spec = (more: object = {}): SweepSpec => ({
  varied: [
    values('conv.filters', 2, 3, 4),
    values('conv.copies', 1, 2),
    values('conv.kind', 'conv2d', 'separableConv2d'),
  ],
  method: methodSchema.parse({
    kind: 'search',
    strategy: 'evolution',
    trials: 5,
    seed: 5,
    population: 3,
    sample: 2,
    ...more,
  }),
});

/** Resolves when a search is over. Subscribe before it can be. */
const over = (client: EngineClient): Promise<SweepInfo> =>
  new Promise((resolve) =>
    client.on('sweep.changed', ({ sweep: now }) => now.state !== 'running' && resolve(now)),
  );

async function search(client: EngineClient, own: SweepSpec): Promise<SweepInfo> {
  const ended = over(client);
  await client.call('sweep.start', { document, spec: own });
  return ended;
}

/** What does not depend on the clock or on names of runs. */
const outcome = ({ points }: SweepInfo) =>
  points.map(({ values: own, score, params, graph, state }) => ({ own, score, params, graph, state }));

describe('a search', () => {
  it('trains different graphs, each chosen by those before, and is the same after an interruption', async () => {
    const client = await open('whole');
    const own = spec({ costs: ['params', 'macs', 'memory', 'latency'] });
    const done = await search(client, own);
    expect(done.state).toBe('finished');
    expect(done.points).toHaveLength(5);
    expect(new Set(done.points.map(({ graph }) => graph)).size).toBe(5);
    const [given] = done.points;
    expect(given!.values).toEqual({ 'conv.filters': 4, 'conv.copies': 1, 'conv.kind': 'conv2d' });
    for (const { figures, params } of done.points) {
      expect(figures!.macs).toBeGreaterThan(0);
      expect(figures!.memory).toBeGreaterThan(4 * params);
      expect(figures!.latency).toBeGreaterThan(0);
    }
    const front = frontOf(done.points, (point) => goalsOf(point, ['params']));
    expect(front.length).toBeGreaterThan(0);

    // As kill -9 leaves it after three trials: the fourth was chosen, and nothing of it trained.
    const other = await open('cut');
    const { points } = done;
    const blank: SweepPoint = { ...points[3]!, run: null, rung: -1, epochs: 0, seconds: 0 };
    const cut = [...points.slice(0, 3), { ...blank, score: null, last: null, test: null, state: 'waiting' }];
    const name = `${done.sweep}.sweep.json`;
    const record = JSON.parse(await readFile(join(folder, 'whole', 'sweeps', name), 'utf8'));
    await search(other, spec({ trials: 1 }));
    await writeFile(
      join(folder, 'cut', 'sweeps', name),
      JSON.stringify({ ...record, state: 'running', pid: 999_999_999, points: cut }),
    );
    const ended = over(other);
    await other.call('sweep.resume', { sweep: done.sweep });
    // Latency is measured again, and may rank otherwise; the networks of the trials that were chosen by then are the same.
    expect(outcome(await ended).slice(0, 4)).toEqual(outcome(done).slice(0, 4));
  });

  it('is the same for the same seed, and stops where every graph was tried', async () => {
    const [one, other] = [await open('one'), await open('other')];
    const own = spec({ trials: 4 });
    const first = await search(one, own);
    expect(outcome(await search(other, own))).toEqual(outcome(first));
    const all = await search(one, { ...spec({ trials: 9 }), varied: [values('conv.filters', 2, 3, 4)] });
    expect(all).toMatchObject({ state: 'finished' });
    expect(all.points.map(({ values: own }) => own['conv.filters']).sort()).toEqual([2, 3, 4]);
  });

  it('trains the best longer, where all begin with few epochs', async () => {
    const done = await search(await open('halving'), spec({ minEpochs: 1, eta: 2, trials: 4 }));
    expect(done.rungs).toEqual([
      { count: 4, epochs: 1 },
      { count: 2, epochs: 2 },
    ]);
    expect(done.points.map(({ epochs }) => epochs).sort()).toEqual([1, 1, 2, 2]);
  });

  it('is refused in words where the network itself cannot be trained, or TPE has no Optuna', async () => {
    const client = await open('refused');
    const wrong = document.replace('"kernelSize": [5, 5]', '"kernelSize": [50, 50]');
    expect(wrong).not.toBe(document);
    await expect(client.call('sweep.start', { document: wrong, spec: spec() })).rejects.toThrow(/conv.*50/);
    const before = process.env['CONVAS_PYTHON'];
    process.env['CONVAS_PYTHON'] = join(folder, 'no-python');
    try {
      const tpe = spec({ strategy: 'tpe' });
      await expect(client.call('sweep.start', { document, spec: tpe })).rejects.toThrow(/optuna/);
      expect((await client.call('sweep.list', {})).sweeps).toEqual([]);
    } finally {
      if (before === undefined) delete process.env['CONVAS_PYTHON'];
      else process.env['CONVAS_PYTHON'] = before;
    }
  });

  it('asks TPE of Optuna, which leans towards what was better', { tags: ['optuna'] }, async () => {
    const parsed = parseDocument(document);
    if (!parsed.ok) throw new Error('the document cannot be read');
    const axes = plannedAxes(parsed.document, spec());
    // Of 30 networks those with 2 maps are better in both goals, whatever else they have.
    const tried = Array.from({ length: 30 }, (_, at) => ({
      values: { 'conv.filters': 2 + (at % 3), 'conv.copies': 1 + (at % 2), 'conv.kind': 'conv2d' },
      goals: [at % 3 === 0 ? -0.9 - at / 1000 : -0.5 - at / 1000, 100 + 100 * (at % 3)],
    }));
    const asked = await askOptuna(axes, tried, 2, 7, 16);
    expect(asked).toHaveLength(16);
    expect(asked.filter((own) => own['conv.filters'] === 2).length).toBeGreaterThan(10);
    expect(await askOptuna(axes, tried, 2, 7, 16)).toEqual(asked);
    // They are not all alike: what was tried is not trained again.
    expect(new Set(asked.map((own) => JSON.stringify(own))).size).toBeGreaterThan(3);

    const own = spec({ strategy: 'tpe', trials: 4 });
    const done = await search(await open('tpe'), own);
    expect(done).toMatchObject({ state: 'finished', message: '' });
    expect(new Set(done.points.map(({ graph }) => graph)).size).toBe(4);
  });
});
