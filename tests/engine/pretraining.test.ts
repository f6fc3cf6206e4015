import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import type { EventData } from '../../src/protocol/events.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, entering, openBench } from './harness.ts';
import { kernelOf } from './showing.ts';
import { bare, writeStripes } from './tiny.ts';

const network: readonly Link[] = [
  ['input', { shape: [8, 8, 1] }, 'image'],
  ['conv2d', { filters: 4, kernelSize: [3, 3], useBias: false }, 'conv'],
  ['batchNormalization', { momentum: 0.8 }, 'norm'],
  ['activation', { activation: 'relu' }, 'relu'],
  ['maxPooling2d', {}, 'pool'],
  ['flatten', {}, 'flat'],
  ['dropout', { rate: 0.2 }, 'drop'],
  ['dense', { units: 6, activation: 'tanh' }, 'hidden'],
  ['dense', { units: 4, activation: 'softmax' }, 'output'],
];
/** 25 batches an epoch: two layers of 50 steps, then 50 of the training itself. */
const settings = {
  epochs: 2,
  batchSize: 4,
  validationSplit: 0.1,
  optimizer: { kind: 'sgd', params: { learningRate: 0.1 } },
} satisfies Partial<TrainingSettings>;
const pretraining = { epochs: 2, learningRate: 0.005, corruption: 0.1 };

let bench: Bench;
let text: (more?: Partial<TrainingSettings>) => string;
beforeAll(async () => {
  bench = await openBench();
  const data = await writeStripes(join(bench.folder, 'stripes'));
  text = (more = {}) =>
    serializeDocument(chainDocument(network, { ...settings, pretraining, ...more }, data));
});
afterAll(() => bench.close());

const folderOf = (run: string): string => join(bench.folder, 'runs', run);
const kept = async (run: string) => bare((await readCheckpoint(folderOf(run)))!);
const start = async (document: string, resume: string | null = null) =>
  (await bench.client.call('train.start', { document, resume })).run;

async function whole(document: string, resume: string | null = null): Promise<string> {
  const end = ending(bench.client);
  const run = await start(document, resume);
  expect(await end).toMatchObject({ state: 'finished', message: '' });
  return run;
}

/** Trains until that layer is reported, stops there, and hands back the run and its end. */
async function until(layer: string, resume: string | null = null) {
  const { client } = bench;
  const end = ending(client);
  const off = client.on('train.pretraining', ({ run, name }) => {
    if (name === layer) void client.call('train.stop', { run }).catch(() => {});
  });
  const run = await start(text(), resume);
  const ended = await end;
  off();
  return { run, ended };
}

describe('a run that is pretrained', () => {
  it('tells of each layer, keeps what came of it, and trains from there', async () => {
    const { client } = bench;
    const reports: EventData<'train.pretraining'>[] = [];
    const records: EventData<'train.pretrained'>['record'][] = [];
    const trained: number[] = [];
    const ends = [
      client.on('train.pretraining', (report) => reports.push(report)),
      client.on('train.pretrained', ({ record }) => records.push(record)),
      client.on('train.batches', ({ steps }) => trained.push(...steps)),
    ];
    const run = await whole(text());
    for (const off of ends) off();

    const stepsOf = (layer: string) =>
      reports
        .filter(({ name }) => name === layer)
        .flatMap(({ steps, loss }) => steps.map((_, at) => loss[at]!));
    for (const [index, name] of ['conv', 'hidden'].entries()) {
      expect(stepsOf(name)).toHaveLength(50);
      expect(reports.find((report) => report.name === name)).toMatchObject({
        index: index + 1,
        count: 2,
        epochs: 2,
        batches: 25,
      });
    }
    expect(trained).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(records.map(({ name, losses }) => [name, losses.length])).toEqual([
      ['conv', 1],
      ['conv', 2],
      ['hidden', 1],
      ['hidden', 2],
    ]);
    const { summary } = await client.call('runs.get', { run });
    expect(summary.pretraining).toEqual([records[1], records[3]]);
    for (const { losses } of summary.pretraining!) expect(losses[1]!).toBeLessThan(losses[0]!);
    expect(summary.pretraining![0]!.decoder).toBe('Conv2DTranspose 1 @ 3x3');
    expect(summary.seconds).toBeGreaterThan(summary.pretraining![0]!.seconds);

    const random = await whole(text({ pretraining: null }));
    expect((await client.call('runs.get', { run: random })).summary.pretraining).toBeUndefined();
    const [own, other] = [await kept(run), await kept(random)];
    expect(own.weights.get('conv/kernel')).not.toEqual(other.weights.get('conv/kernel'));
    // A run that starts from its weights is not pretrained again.
    const detail = reports.length;
    const end = ending(client);
    await client.call('train.start', { document: text(), from: { run, steps: null } });
    expect((await end).state).toBe('finished');
    expect(reports).toHaveLength(detail);
  });

  it('comes to the very bits of one that was never stopped, wherever it is cut', async () => {
    const expected = await kept(await whole(text()));
    expect(expected.progress.pretraining).toHaveLength(2);
    const first = await until('conv');
    expect(first.ended).toMatchObject({
      state: 'stopped',
      message: 'Stopped while conv was being pretrained, 1 of 2. Resuming starts this layer over.',
    });
    const { weights: random } = await kept(first.run);
    const { run } = await until('hidden', first.run);
    const { weights, progress } = await kept(run);
    expect(progress).toMatchObject({ steps: 0, epoch: 1, pretraining: [{ name: 'conv' }] });
    // Of what comes after nothing has moved: neither the layer that was under way, nor the output.
    expect([...weights.keys()].filter((key) => String(weights.get(key)) !== String(random.get(key)))).toEqual(
      ['conv/kernel', 'norm/gamma', 'norm/beta', 'norm/moving_mean', 'norm/moving_variance'],
    );

    // As kill -9 would leave it: a record that says it runs, by a process that is no longer.
    const cut = `${run}-cut`;
    await cp(folderOf(run), folderOf(cut), { recursive: true });
    const record = JSON.parse(await readFile(join(folderOf(cut), 'run.json'), 'utf8'));
    const left = { ...record, id: cut, state: 'running', message: '', pid: 2 ** 30, pretraining: [] };
    await writeFile(join(folderOf(cut), 'run.json'), JSON.stringify(left));
    await whole(text(), cut);
    expect(await kept(cut)).toEqual(expected);

    await whole(text(), run);
    expect(await kept(run)).toEqual(expected);
    const { summary } = await bench.client.call('runs.get', { run: cut });
    expect(summary.pretraining!.map(({ name }) => name)).toEqual(['conv', 'hidden']);
  });

  it('pauses, takes single steps, shows its maps, and goes on', async () => {
    const { client } = bench;
    const expected = await kept(await whole(text()));
    const steps: number[] = [];
    const off = client.on('train.pretraining', (report) => steps.push(...report.steps));
    const running = entering(client, 'running');
    const end = ending(client);
    const run = await start(text());
    await running;
    let paused = entering(client, 'paused');
    await client.call('train.pause', { run });
    await paused;
    const before = steps.length;
    paused = entering(client, 'paused');
    await client.call('train.step', { run });
    await paused;
    expect(steps.length).toBe(before + 1);
    expect(await client.call('train.current', {})).toEqual({ run, state: 'paused' });
    const { values } = await kernelOf(client, run, 'conv');
    expect(values.every(Number.isFinite)).toBe(true);
    await expect(client.call('train.setLearningRate', { run, learningRate: 0.1 })).rejects.toThrow(
      /still pretraining/,
    );
    await client.call('train.resume', { run });
    expect((await end).state).toBe('finished');
    off();
    expect(steps).toHaveLength(100);
    expect(await kept(run)).toEqual(expected);
  });

  it('pretrains sigmoid layers as Boltzmann machines, and refuses what can be none', async () => {
    const boltzmann = { method: 'boltzmann', epochs: 3, learningRate: 0.2, corruption: 0 } as const;
    const { dataset } = JSON.parse(text()).data;
    const stack = (activation: string, range = 'zero-one') => {
      const document = chainDocument(
        [
          network[0]!,
          network[5]!,
          ['dense', { units: 12, activation }, 'first'],
          ['dense', { units: 8, activation }, 'second'],
          network[8]!,
        ],
        { ...settings, pretraining: boltzmann },
        dataset,
      );
      const preprocessing = [{ step: 'rescale' as const, params: { range } }];
      return serializeDocument({ ...document, data: { ...document.data!, preprocessing } });
    };
    const reports: EventData<'train.pretrained'>[] = [];
    const off = bench.client.on('train.pretrained', (report) => reports.push(report));
    const run = await whole(stack('sigmoid'));
    off();
    const last = new Map(reports.map(({ record }) => [record.name, record]));
    expect([...last.keys()]).toEqual(['first', 'second']);
    for (const { losses, decoder } of last.values()) {
      expect(losses).toHaveLength(3);
      expect(losses[2]!).toBeLessThan(losses[0]!);
      expect(decoder).toMatch(/^RBM \d+$/);
    }
    expect(await kept(await whole(stack('sigmoid')))).toEqual(await kept(run));
    await expect(start(stack('tanh'))).rejects.toThrow(/^first cannot be pretrained: .* need sigmoid/);
    const end = ending(bench.client);
    await start(stack('sigmoid', 'minus-one-one'));
    expect(await end).toMatchObject({
      state: 'diverged',
      message: expect.stringMatching(/numbers outside 0 to 1/),
    });
  });

  it('says which layer diverged, and refuses a network with nothing to pretrain', async () => {
    const end = ending(bench.client);
    await start(text({ pretraining: { ...pretraining, learningRate: 1e6 } }));
    expect(await end).toMatchObject({
      state: 'diverged',
      layer: 'layer-1',
      message: expect.stringMatching(
        /^The pretraining of conv diverged in epoch 1: .* smaller learning rate/,
      ),
    });
    const flat = chainDocument(
      [network[0]!, network[5]!, network[8]!],
      { ...settings, pretraining },
      JSON.parse(text()).data.dataset,
    );
    await expect(start(serializeDocument(flat))).rejects.toThrow('There is no hidden layer with weights');
  });
});
