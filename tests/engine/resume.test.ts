import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import type { RunRecord } from '../../src/engine/runs/run-record.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { describeModes } from '../support/backend.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, entering, openBench } from './harness.ts';
import { bare, tinyNetwork, writeStripes } from './tiny.ts';

/** 25 batches an epoch, the last of them smaller. */
const settings = {
  epochs: 4,
  batchSize: 4,
  validationSplit: 0.1,
  optimizer: { kind: 'adam', params: { learningRate: 0.01 } },
} satisfies Partial<TrainingSettings>;

describeModes('a run that goes on', (step) => {
  let bench: Bench;
  let document: (more?: Partial<TrainingSettings>) => string;
  beforeAll(async () => {
    bench = await openBench({ step, checkpointEvery: 0.05 });
    const data = await writeStripes(join(bench.folder, 'stripes'));
    document = (more = {}) => serializeDocument(chainDocument(tinyNetwork, { ...settings, ...more }, data));
  });
  afterAll(() => bench.close());

  const start = async (text: string, resume: string | null = null) =>
    (await bench.client.call('train.start', { document: text, resume })).run;
  const kept = async (run: string) => bare((await readCheckpoint(join(bench.folder, 'runs', run)))!);

  async function whole(text: string): Promise<string> {
    const end = ending(bench.client);
    const run = await start(text);
    expect((await end).state).toBe('finished');
    return run;
  }

  /** Trains until so many steps are reported, stops, continues until the next number, and so on to the end. */
  async function inParts(text: string, cuts: readonly number[]): Promise<{ run: string; taken: number[] }> {
    const { client } = bench;
    const taken: number[] = [];
    let run: string | null = null;
    for (const cut of [...cuts, Number.POSITIVE_INFINITY]) {
      const end = ending(client);
      const off = client.on('train.batches', (report) => {
        taken.push(...report.steps);
        if (report.steps.at(-1)! >= cut) void client.call('train.stop', { run: report.run }).catch(() => {});
      });
      run = await start(text, run);
      expect((await end).state).toBe(cut === Number.POSITIVE_INFINITY ? 'finished' : 'stopped');
      off();
    }
    return { run: run!, taken };
  }

  it('comes to the very bits of one that was never stopped, wherever it is cut', async () => {
    const expected = await kept(await whole(document()));
    expect(expected.progress).toMatchObject({ epoch: 5, batch: 0, steps: 100, mode: step });
    const { run, taken } = await inParts(document(), [1, 10, 26, 60]);
    expect(await kept(run)).toEqual(expected);
    expect(taken).toEqual(Array.from({ length: 100 }, (_, at) => at + 1));
    const { summary } = await bench.client.call('runs.get', { run });
    expect(summary.epochs).toHaveLength(4);
  });

  it('takes a pause and single steps for what they are', async () => {
    const { client } = bench;
    const expected = await kept(await whole(document({ epochs: 2 })));
    const steps: number[] = [];
    const off = client.on('train.batches', (report) => steps.push(...report.steps));
    const running = entering(client, 'running');
    const run = await start(document({ epochs: 2 }));
    await running;
    let paused = entering(client, 'paused');
    await client.call('train.pause', { run });
    await paused;
    for (let times = 0; times < 3; times++) {
      const before = steps.length;
      paused = entering(client, 'paused');
      await client.call('train.step', { run });
      await paused;
      expect(steps.length).toBe(before + 1);
    }
    const stopped = ending(client);
    await client.call('train.stop', { run });
    expect((await stopped).state).toBe('stopped');
    off();
    const end = ending(client);
    await start(document({ epochs: 2 }), run);
    await end;
    expect(await kept(run)).toEqual(expected);
  });

  it('repeats a learning rate that was set by hand, though the crash took the steps since', async () => {
    const { client } = bench;
    let set: number | null = null;
    const rates: number[] = [];
    const off = client.on('train.batches', (report) => {
      rates.push(...report.learningRate);
      if (set !== null) return;
      set = report.steps.at(-1)!;
      void client.call('train.setLearningRate', { run: report.run, learningRate: 0.002 });
    });
    const expected = await whole(document());
    off();
    const changed = rates.indexOf(0.002);
    expect(changed).toBeGreaterThanOrEqual(set!);
    expect(rates.slice(changed)).toEqual(rates.slice(changed).fill(0.002));
    expect(rates.slice(0, changed)).toEqual(rates.slice(0, changed).fill(0.01));

    // As a crash before the first checkpoint would leave it: what was asked for, and no weights.
    const { record, cut } = await cutOff(expected);
    expect(record.rates).toEqual([{ step: changed, learningRate: 0.002 }]);
    const { runs } = await client.call('runs.list', {});
    expect(runs.find(({ run }) => run === cut)!.state).toBe('interrupted');
    const end = ending(client);
    await start(document(), cut);
    expect((await end).state).toBe('finished');
    expect(await kept(cut)).toEqual(await kept(expected));
  });

  it('takes a rate that was set by hand as that of the next step, from where its schedule goes on', async () => {
    const { client } = bench;
    const rates: number[] = [];
    const off = client.on('train.batches', (report) => {
      if (rates.length === 0)
        void client.call('train.setLearningRate', { run: report.run, learningRate: 0.5 });
      rates.push(...report.learningRate);
    });
    await whole(document({ epochs: 2, schedule: { kind: 'exponential', params: { factor: 0.8 } } }));
    off();
    const changed = rates.findIndex((rate) => rate > 0.1);
    expect(rates[changed]).toBeCloseTo(0.5, 9);
    for (const at of rates.keys())
      if (at > 0 && at !== changed) expect(rates[at]! / rates[at - 1]!).toBeCloseTo(0.8 ** (1 / 25), 9);
  });

  /** A copy of a run without its checkpoints, of a process that is no longer. */
  async function cutOff(run: string): Promise<{ cut: string; record: RunRecord }> {
    const cut = `${run}-cut`;
    const folder = join(bench.folder, 'runs', cut);
    await cp(join(bench.folder, 'runs', run), folder, { recursive: true });
    for (const name of await readdir(folder))
      if (/weights|checkpoint/.test(name)) await rm(join(folder, name));
    const record = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunRecord;
    const left = { ...record, id: cut, state: 'running', pid: 2 ** 30, epochs: [] };
    await writeFile(join(folder, 'run.json'), JSON.stringify(left));
    return { cut, record };
  }

  it('keeps to what it began with', async () => {
    const { client } = bench;
    const running = new Promise<string>((resolve) => {
      const off = client.on('train.batches', ({ run }) => {
        off();
        resolve(run);
      });
    });
    await start(document());
    const run = await running;
    const stopped = ending(client);
    await client.call('train.stop', { run });
    await stopped;
    const before = await kept(run);
    for (const [more, what] of [
      [{ batchSize: 8 }, /"batchSize" is not what run .* began with/],
      [{ seed: 8 }, /"seed"/],
      [{ optimizer: { kind: 'sgd', params: {} } }, /"optimizer"/],
    ] as const) {
      await expect(start(document(more), run)).rejects.toThrow(what);
    }
    const other = tinyNetwork.map((link) =>
      link[0] === 'dropout' ? ['dropout', { rate: 0.5 }, 'drop'] : link,
    );
    const { data } = JSON.parse(document());
    const drawn = chainDocument(other as Link[], settings, data.dataset);
    await expect(start(serializeDocument(drawn), run)).rejects.toThrow(/network is not the one that run/);
    expect(await kept(run)).toEqual(before);

    const end = ending(client);
    const lower = { kind: 'adam', params: { learningRate: 0.003 } };
    await start(document({ epochs: 5, optimizer: lower }), run);
    expect((await end).state).toBe('finished');
    const { summary } = await client.call('runs.get', { run });
    expect(summary.epochs.at(-1)).toMatchObject({ epoch: 5, learningRate: 0.003 });
  });
});
