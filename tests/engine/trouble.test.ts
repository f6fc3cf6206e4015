import { rmSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { checkDocument, divide, readDocument } from '../../src/engine/training/prepare.ts';
import { sentence } from '../../src/text/message.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { kernelOf } from './showing.ts';
import { bare, tinyNetwork, writeStripes } from './tiny.ts';

let bench: Bench;
let data: string;
beforeEach(async () => {
  bench = await openBench();
  data = await writeStripes(join(bench.folder, 'stripes'));
});
afterEach(() => bench.close());

const document = (training: Partial<TrainingSettings> = {}, layers: readonly Link[] = tinyNetwork): string =>
  serializeDocument(chainDocument(layers, { batchSize: 8, ...training }, data));
const start = async (text: string, own = bench) =>
  (await own.client.call('train.start', { document: text })).run;
const kept = async (run: string) => bare((await readCheckpoint(join(bench.folder, 'runs', run)))!);

it('a file that cannot be written for a while costs nothing but a word', async () => {
  const { client, folder } = bench;
  let end = ending(client);
  const whole = await start(document({ epochs: 3 }));
  await end;

  const detail: string[] = [];
  let full = '';
  client.on('train.unsaved', ({ message }) => {
    detail.push(sentence(message));
    if (message !== '') rmSync(full);
  });
  const preparing = new Promise<void>((resolve) => {
    const off = client.on('train.state', async ({ run, state }) => {
      if (state !== 'preparing') return;
      off();
      // What is written there finds a device in its place, until that was reported.
      full = join(folder, 'runs', run, 'weights.json');
      await symlink('/dev/full', full);
      resolve();
    });
  });
  end = ending(client);
  const run = await start(document({ epochs: 3 }));
  await preparing;
  expect(await end).toMatchObject({ state: 'finished', message: '' });
  expect(detail).toEqual([
    expect.stringMatching(/weights\.json could not be written: it is a device or a pipe, not a file/),
    '',
  ]);
  expect(await kept(run)).toEqual(await kept(whole));
});

it('going on in vain costs a run nothing: not its state, its test or its settings', async () => {
  const { client } = bench;
  let end = ending(client);
  const run = await start(document({ epochs: 1 }));
  await end;
  const before = await client.call('runs.get', { run });
  expect(before.summary.test).not.toBeNull();
  await writeStripes(data, { train: 96, test: 24 });
  end = ending(client);
  await client.call('train.start', { document: document({ epochs: 2 }), resume: run });
  const { state, message } = await end;
  expect(state).toBe('failed');
  expect(message).toMatch(/has changed since this run began/);
  expect(await client.call('runs.get', { run })).toEqual(before);
});

it('early stopping that would watch what no epoch has is refused', async () => {
  const earlyStopping = { monitor: 'f1', patience: 1, minDelta: 0, restoreBest: true };
  await expect(start(document({ validationSplit: 0, metrics: ['f1'], earlyStopping }))).rejects.toThrow(
    /watches F1, which is measured on the validation split, and there is none/,
  );
});

it('a folder that cannot be made is refused before anything is trained', async () => {
  const file = join(bench.folder, 'a-file');
  await writeFile(file, '');
  const other = await openBench({ runsFolder: join(file, 'runs') });
  await expect(start(document(), other)).rejects.toThrow(/could not be written: a file stands where/);
  await other.close();
});

describe('early stopping', () => {
  it('ends the run where its figure stays, with the weights of the best epoch; the rest is kept', async () => {
    const { client } = bench;
    const end = ending(client);
    // Against its will: the loss is to rise, which it does not.
    const earlyStopping = { monitor: 'loss', patience: 3, minDelta: 100, restoreBest: true };
    const checkpoints = { epochs: 1, minutes: null, keep: 2 };
    const run = await start(document({ epochs: 50, earlyStopping, checkpoints }));
    const { state, message } = await end;
    expect(state).toBe('finished');
    expect(sentence(message)).toBe(
      'Stopped early: the training loss has not improved for 3 epochs. The weights are those of epoch 1, the best.',
    );
    const { checkpoints: listed } = await client.call('runs.checkpoints', { run });
    expect(listed.map(({ epoch, batch, best }) => [epoch, batch, best])).toEqual([
      [2, 0, true],
      [4, 0, false],
      [5, 0, false],
    ]);
    expect(listed[0]!.record).toMatchObject({ epoch: 1 });
    const folder = join(bench.folder, 'runs', run);
    const best = (await readCheckpoint(folder, listed[0]!.steps))!.weights.get('output/kernel')!;
    const last = (await readCheckpoint(folder))!.weights.get('output/kernel')!;
    expect(last).not.toEqual(best);
    const used = async (own: Bench) => (await kernelOf(own.client, run, 'output')).values;
    expect(await used(bench)).toEqual(best);
    const second = await openBench({ runsFolder: join(bench.folder, 'runs') });
    expect(await used(second)).toEqual(best);
    await second.close();
    const { summary } = await client.call('runs.get', { run });
    expect(summary.epochs).toHaveLength(4);
    expect(summary.test!.accuracy).toBe((await client.call('runs.evaluate', { run })).accuracy);

    const again = client.call('train.start', {
      document: document({ epochs: 60, earlyStopping }),
      resume: run,
    });
    await expect(again).rejects.toThrow(/Raise the patience or turn early stopping off/);
    const finished = ending(client);
    await client.call('train.start', { document: document({ epochs: 5 }), resume: run });
    expect((await finished).state).toBe('finished');
    expect((await kept(run)).progress).toMatchObject({ epoch: 6, restored: false });
  });
});

describe('data that cannot be learned from', () => {
  const split = (labels: readonly number[]) => ({
    count: labels.length,
    shape: [8, 8, 1] as const,
    images: new Uint8Array(64 * labels.length),
    labels: Int32Array.from(labels),
  });
  const info = (classes: readonly string[]) => ({
    id: 'made',
    title: 'Made up',
    description: '',
    license: '',
    source: '',
    classes: [...classes],
    sampleShape: [8, 8, 1],
    train: 4,
    test: 0,
    availability: 'ready' as const,
    downloadBytes: 0,
  });
  it.each([
    ['one class', ['a'], [0, 0, 0, 0], /has one class: there is nothing to tell apart/],
    ['a label out of range', ['a', 'b', 'c', 'd'], [0, 1, 9, 3], /Example 2 of Made up has the label 9/],
    ['no examples', ['a', 'b', 'c', 'd'], [], /has no examples to train on/],
  ] as const)('%s', (_name, classes, labels, words) => {
    const dataset = {
      info: info(classes),
      train: split(labels),
      validation: null,
      test: split([]),
      fingerprint: '',
      report: null,
    };
    expect(() => divide(dataset, checkDocument(readDocument(document()), null))).toThrow(words);
  });
});
