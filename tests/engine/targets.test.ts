import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { loadDataset } from '../../src/datasets/registry.ts';
import type { DataReference } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { describeModes } from '../support/backend.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { bare } from './tiny.ts';

// Three trainings in a test: on a busy machine they take minutes.
vi.setConfig({ testTimeout: 300_000 });

interface Task {
  readonly layers: readonly Link[];
  readonly data: DataReference;
  readonly training: Partial<TrainingSettings>;
}

const regression: Task = {
  layers: [
    ['input', { shape: [10] }, 'row'],
    ['dense', { units: 24, activation: 'relu' }, 'hidden'],
    ['dropout', { rate: 0.02 }, 'drop'],
    ['dense', { units: 1 }, 'output'],
  ],
  data: { dataset: 'friedman-1', preprocessing: [{ step: 'standardize', params: {} }], target: 'label' },
  training: {
    epochs: 3,
    batchSize: 100,
    validationSplit: 0.1,
    loss: { kind: 'meanSquaredError', params: {} },
    optimizer: { kind: 'adam', params: { learningRate: 0.02 } },
  },
};

const pixels: DataReference['preprocessing'] = imageSteps('resize', 'zero-one');
const short = { epochs: 2, batchSize: 50, validationSplit: 0.25 };

const segmentation: Task = {
  layers: [
    ['input', { shape: [64, 64, 1] }, 'image'],
    ['conv2d', { filters: 4, kernelSize: [3, 3], padding: 'same', activation: 'relu' }, 'conv'],
    ['dropout', { rate: 0.02 }, 'drop'],
    ['conv2d', { filters: 3, kernelSize: [1, 1], activation: 'softmax' }, 'classes'],
  ],
  data: { dataset: 'shapes-masks', preprocessing: imageSteps('pad', 'zero-one'), target: 'label' },
  training: {
    epochs: 1,
    batchSize: 20,
    validationSplit: 0.8,
    optimizer: { kind: 'adam', params: { learningRate: 0.02 } },
  },
};

const labels: Task = {
  layers: [
    ['input', { shape: [16, 16, 1] }, 'image'],
    ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }, 'conv'],
    ['flatten', {}, 'flat'],
    ['dropout', { rate: 0.02 }, 'drop'],
    ['dense', { units: 2, activation: 'sigmoid' }, 'labels'],
  ],
  data: { dataset: 'shapes-labels', preprocessing: pixels, target: 'label' },
  training: { ...short, loss: { kind: 'binaryCrossentropy', params: {} } },
};

const text: Task = {
  layers: [
    ['input', { shape: [64] }, 'words'],
    ['embedding', { inputDim: 120, outputDim: 8 }, 'embedding'],
    ['conv1d', { filters: 8, kernelSize: [2], activation: 'relu' }, 'conv'],
    ['globalMaxPooling1d', {}, 'pool'],
    ['dropout', { rate: 0.02 }, 'drop'],
    ['dense', { units: 2, activation: 'softmax' }, 'output'],
  ],
  data: { dataset: 'toy-sentiment', preprocessing: [], target: 'label' },
  training: { ...short, optimizer: { kind: 'adam', params: { learningRate: 0.02 } } },
};

const series: Task = {
  layers: [
    ['input', { shape: [48, 1] }, 'series'],
    ['conv1d', { filters: 8, kernelSize: [5], strides: [2], activation: 'relu' }, 'conv'],
    ['flatten', {}, 'flat'],
    ['dropout', { rate: 0.02 }, 'drop'],
    ['dense', { units: 3, activation: 'softmax' }, 'output'],
  ],
  data: {
    dataset: 'sine-series',
    preprocessing: [{ step: 'standardize', params: {} }],
    target: 'label',
  },
  training: short,
};

const tasks: Readonly<Record<string, Task>> = { regression, segmentation, labels, text, series };

describeModes('a network that learns', (step) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench({ step, checkpointEvery: 0.05 });
  });
  afterAll(() => bench.close());

  const documentOf = ({ layers, data, training }: Task): string =>
    serializeDocument({ ...chainDocument(layers, training), data });

  /** Trains to the end, or stops after so many steps. */
  async function train(text: string, resume: string | null = null, cut = Number.POSITIVE_INFINITY) {
    const { client } = bench;
    const end = ending(client);
    const off = client.on('train.batches', ({ run, steps }) => {
      if (steps.at(-1)! >= cut) void client.call('train.stop', { run }).catch(() => {});
    });
    const { run } = await client.call('train.start', { document: text, resume });
    const { state, message } = await end;
    expect([state, message]).toEqual([cut === Number.POSITIVE_INFINITY ? 'finished' : 'stopped', '']);
    off();
    return run;
  }
  /** One of each task, trained once for all tests. */
  const finished = new Map<string, string>();
  async function finishedRun(name: string): Promise<string> {
    const run = finished.get(name) ?? (await train(documentOf(tasks[name]!)));
    finished.set(name, run);
    return run;
  }
  const kept = async (run: string) => bare((await readCheckpoint(join(bench.folder, 'runs', run)))!);

  it.each(Object.keys(tasks))('%s: comes to the same bits where it is cut', async (name) => {
    const text = documentOf(tasks[name]!);
    const expected = await kept(await finishedRun(name));
    const run = await train(text, null, 3);
    expect(await kept(await train(text, run))).toEqual(expected);
  });

  it('numbers: has no accuracy, and measures MAE, RMSE and R2 without being asked', async () => {
    const run = await finishedRun('regression');
    const { summary } = await bench.client.call('runs.get', { run });
    expect(summary.target).toEqual({ kind: 'numbers', count: 1, names: ['y'] });
    const { accuracy, valAccuracy, metrics } = summary.epochs.at(-1)!;
    expect([accuracy, valAccuracy]).toEqual([null, null]);
    expect(Object.keys(metrics!)).toEqual(['meanAbsoluteError', 'rootMeanSquaredError', 'r2']);
    expect(metrics!['r2']).toBeGreaterThan(0.6);
    const found = await bench.client.call('runs.evaluate', { run });
    expect(found).toMatchObject({ loss: summary.test!.loss, accuracy: null, confusion: [], perClass: [] });
    const [each] = found.perNumber!;
    expect(each!.name).toBe('y');
    expect(each!.r2).toBeCloseTo(found.metrics!['r2']!, 6);
    expect(each!.rootMeanSquaredError ** 2).toBeCloseTo(found.loss, 4);
  });

  it('mask: counts pixels, and gives IoU of each class and their confusion', async () => {
    const run = await finishedRun('segmentation');
    const { summary } = await bench.client.call('runs.get', { run });
    expect(Object.keys(summary.test!.metrics!)).toEqual(['iou', 'dice']);
    const found = await bench.client.call('runs.evaluate', { run });
    const total = found.confusion.flat().reduce((sum, count) => sum + count, 0);
    expect(total).toBe(200 * 64 * 64);
    const right = found.confusion.reduce((sum, row, own) => sum + row[own]!, 0);
    expect(found.accuracy).toBeCloseTo(right / total, 5);
    expect(found.perClass.map(({ label }) => label)).toEqual(['ground', 'disk', 'square']);
    const mean = found.perClass.reduce((sum, { iou }) => sum + iou! / 3, 0);
    expect(found.metrics!['iou']).toBeCloseTo(mean, 6);
    expect(found.perClass[0]!.iou).toBeGreaterThan(0.7);
  });

  it('labels: counts each label, and gives its F1', async () => {
    const run = await finishedRun('labels');
    const found = await bench.client.call('runs.evaluate', { run });
    expect(found.target).toEqual({ kind: 'labels', names: ['disk', 'square'] });
    expect(found.confusion).toEqual([]);
    const mean = found.perClass.reduce((sum, { f1 }) => sum + f1 / 2, 0);
    expect(found.metrics!['f1']).toBeCloseTo(mean, 6);
    expect(found.accuracy).toBeGreaterThan(0.5);
  });

  it('text: the class of a sequence of tokens', async () => {
    const run = await finishedRun('text');
    const { summary } = await bench.client.call('runs.get', { run });
    expect(summary.test!.accuracy).toBeGreaterThan(0.7);
  });

  it('text: answers a text that is written as it answers its tokens', async () => {
    const run = await finishedRun('text');
    const { test, words } = await loadDataset('toy-sentiment');
    const tokens = new Int32Array(test.images.buffer, test.images.byteOffset, 64);
    const written = `${[...tokens.filter((token) => token > 0)].map((token) => words![token]).join(' ')}!`;
    const asked = { run, view: 'prediction' };
    const { figures } = await bench.client.call('insight.show', { ...asked, text: written });
    expect(figures).toEqual((await bench.client.call('insight.show', { ...asked, example: 0 })).figures);
    await expect(bench.client.call('insight.show', { ...asked, text: 'xyzzy' })).rejects.toThrow(
      'The text has no word that Toy sentiment has.',
    );
    const other = { ...asked, run: await finishedRun('labels'), text: 'good' };
    await expect(bench.client.call('insight.show', other)).rejects.toThrow(
      'are no texts whose words are known',
    );
  });

  it('numbers: answers a row that is given as it answers the example, standardized as the data were', async () => {
    const run = await finishedRun('regression');
    const { test } = await loadDataset('friedman-1');
    const values = new Float32Array(test.images.buffer.slice(test.images.byteOffset)).slice(0, 10);
    const asked = { run, view: 'prediction' };
    const { figures } = await bench.client.call('insight.show', { ...asked, values });
    expect(figures).toEqual((await bench.client.call('insight.show', { ...asked, example: 0 })).figures);
    const second = new Float32Array(test.images.buffer.slice(test.images.byteOffset)).slice(10, 20);
    const next = (await bench.client.call('insight.show', { ...asked, values: second })).figures;
    expect(next).toEqual((await bench.client.call('insight.show', { ...asked, example: 1 })).figures);
    expect(next).not.toEqual(figures);
    for (const [wrong, detail] of [
      [values.slice(1), 'There are 9 numbers, and the network takes 10'],
      [Float32Array.from(values, (value, at) => (at === 3 ? Number.NaN : value)), 'Number 4 is missing'],
    ] as const)
      await expect(bench.client.call('insight.show', { ...asked, values: wrong })).rejects.toThrow(detail);
    const image = { ...asked, run: await finishedRun('labels'), values: new Float32Array(64 * 64) };
    await expect(bench.client.call('insight.show', image)).rejects.toThrow('The network takes images');
  });

  it('numbers: refuses a metric of classes, and data of another kind', async () => {
    const { client } = bench;
    const asked = { ...regression, training: { ...regression.training, metrics: ['f1'] } };
    await expect(client.call('train.start', { document: documentOf(asked) })).rejects.toThrow(
      'F1 is not measured of a network that predicts numbers: remove it from the metrics.',
    );
    const run = await finishedRun('regression');
    await expect(client.call('runs.evaluate', { run, dataset: 'mnist-10k' })).rejects.toThrow(
      'The network predicts numbers, but MNIST, 10,000 digits is for a network that tells classes apart.',
    );
  });
});
