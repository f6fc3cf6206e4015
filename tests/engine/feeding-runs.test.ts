import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { EngineOptions } from '../../src/engine/engine-options.ts';
import { startThread } from '../../src/engine/feeding/start-thread.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { sentence } from '../../src/text/message.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { describeModes } from '../support/backend.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { bare, tinyNetwork, writeStripes } from './tiny.ts';

/** The stripes, resized to more than they are. */
const network: readonly Link[] = tinyNetwork.map((link) =>
  link[0] === 'input' ? ['input', { shape: [11, 10, 1] }, 'image'] : link,
);
/** 25 batches an epoch, the last of them smaller. */
const settings = {
  epochs: 4,
  batchSize: 4,
  validationSplit: 0.1,
  pretraining: { epochs: 2, learningRate: 0.01, corruption: 0.1 },
  optimizer: { kind: 'adam', params: { learningRate: 0.01 } },
} satisfies Partial<TrainingSettings>;

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

/** An engine, and the threads that it has started. */
async function open(options: EngineOptions = {}) {
  const workers: Worker[] = [];
  const bench = await openBench({
    startThread: (bell) => {
      const worker = startThread(bell);
      workers.push(worker);
      return worker;
    },
    ...options,
  });
  benches.push(bench);
  const notes: string[] = [];
  bench.client.on('engine.note', ({ message }) => notes.push(sentence(message)));
  const data = await writeStripes(join(bench.folder, 'stripes'));
  const document = (more: Partial<TrainingSettings> = {}): string => {
    const plain = chainDocument(network, { ...settings, ...more }, data);
    return serializeDocument({
      ...plain,
      data: { ...plain.data!, preprocessing: imageSteps('resize', 'zero-one') },
    });
  };
  const { client, folder } = bench;
  return {
    client,
    workers,
    notes,
    document,
    /** How a run ended, and all that it came to. */
    async train(text: string) {
      const end = ending(client);
      const { run } = await client.call('train.start', { document: text });
      const { state } = await end;
      const { summary } = await client.call('runs.get', { run });
      return {
        run,
        state,
        test: summary.test,
        kept: bare((await readCheckpoint(join(folder, 'runs', run)))!),
      };
    },
  };
}

/** Resolves when none of them runs any more. */
const gone = (workers: readonly Worker[]): Promise<unknown> =>
  Promise.all(
    workers.map(
      (worker) => worker.threadId < 0 || new Promise<void>((resolve) => worker.once('exit', () => resolve())),
    ),
  );

/** The same run with a thread that makes its batches, and without. */
async function compareWithAndWithout(way: EngineOptions): Promise<void> {
  const [ahead, between] = [await open(way), await open({ ...way, startThread: null })];
  const results = [];
  for (const { client, document, train } of [between, ahead]) {
    const { run, ...result } = await train(document());
    const search = await client.call('train.findRate', { document: document(), steps: 60 });
    results.push({ ...result, evaluation: await client.call('runs.evaluate', { run }), search });
  }
  const [without, withThread] = results;
  expect(without).toMatchObject({ state: 'finished', kept: { progress: { steps: 100, epoch: 5 } } });
  expect(withThread).toEqual(without);
  expect([...ahead.notes, ...between.notes]).toEqual([]);
  // A run, a search, an evaluation.
  expect([ahead.workers.length, between.workers.length]).toEqual([3, 0]);
  await gone(ahead.workers);
}

describe('pretrained, trained, validated, tested and evaluated is the same with a thread and without', () => {
  describeModes('on the backend of the tests', (step) => {
    it('to the bit', () => compareWithAndWithout({ step }));
  });
  it('on plain JavaScript', () => compareWithAndWithout({ backend: 'cpu', step: 'eager' }));
});

describe('the thread of a run', () => {
  let own: Awaited<ReturnType<typeof open>>;
  beforeEach(async () => {
    own = await open();
  });

  /** Resolves with the run once it has trained so many steps. */
  const trained = (steps: number): Promise<string> =>
    new Promise((resolve) => {
      const off = own.client.on('train.batches', (report) => {
        if (report.steps.at(-1)! < steps) return;
        off();
        resolve(report.run);
      });
    });

  it('killed midway costs nothing but a word', async () => {
    const { client, document, notes, train, workers } = own;
    const { kept: expected, test } = await train(document());
    client.on('train.batches', ({ steps }) => {
      if (workers.length === 2 && steps.at(-1)! >= 30) void workers[1]!.terminate();
    });
    const killed = await train(document());
    expect(killed.kept).toEqual(expected);
    expect(killed.test).toEqual(test);
    expect(notes).toEqual([expect.stringMatching(/^The thread that prepares batches has ended/)]);
  });

  it('is gone with it, however it ends', async () => {
    const { client, document, train, workers } = own;
    const endless = document({ epochs: 10_000, pretraining: null });
    const stopped = train(endless);
    await client.call('train.stop', { run: await trained(30) });
    expect((await stopped).state).toBe('stopped');
    await gone(workers);

    const paused = train(endless);
    const run = await trained(30);
    await client.call('train.pause', { run });
    await client.call('train.setLearningRate', { run, learningRate: 0.001 });
    await client.call('train.step', { run });
    await client.call('train.stop', { run });
    expect((await paused).state).toBe('stopped');
    await gone(workers);

    const far = { kind: 'sgd', params: { learningRate: 1e12 } };
    expect((await train(document({ optimizer: far, pretraining: null }))).state).toBe('diverged');
    await gone(workers);

    const pretraining = new Promise<string>((resolve) => {
      client.on('train.pretraining', (report) => resolve(report.run));
    });
    const early = train(document({ pretraining: { ...settings.pretraining, epochs: 10_000 } }));
    await client.call('train.stop', { run: await pretraining });
    expect((await early).state).toBe('stopped');
    await gone(workers);
    expect(workers).toHaveLength(4);
    expect(own.notes).toEqual([]);
  });
});
