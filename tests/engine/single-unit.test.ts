import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import type { EngineClient } from '../../src/protocol/client.ts';
import type { RunSummary } from '../../src/protocol/data.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { classesOf, outputOf as layerOutput } from './showing.ts';

const side = 6;
type Label = 0 | 1;

/** Noise, brighter on top (class 0) or at the bottom (class 1): distinguished, not quite always. */
function picture(label: Label, draw: { uniform(): number }): number[] {
  return Array.from({ length: side * side }, (_, at) => {
    const bright = (at < (side * side) / 2 ? 0 : 1) === label;
    return Math.floor(190 * draw.uniform()) + (bright ? 55 : 0);
  });
}

let bench: Bench;
let data: string;
const pictures: { label: Label; pixels: number[] }[] = [];
beforeEach(async () => {
  bench = await openBench();
  data = join(bench.folder, 'halves.csv');
  const draw = createGenerator(5, 'halves');
  // Three of four are of the first class.
  const rows = Array.from({ length: 240 }, (_, at) => {
    const label: Label = at % 4 === 0 ? 1 : 0;
    return { label, pixels: picture(label, draw) };
  });
  await writeFile(data, `${rows.map(({ label, pixels }) => [label, ...pixels].join(',')).join('\n')}\n`);
  pictures.splice(0, pictures.length, ...rows);
});
afterEach(() => bench.close());

const settings: Partial<TrainingSettings> = {
  epochs: 4,
  batchSize: 20,
  validationSplit: 0.2,
  loss: { kind: 'binaryCrossentropy', params: {} },
  optimizer: { kind: 'adam', params: { learningRate: 0.01 } },
  metrics: ['precision', 'recall', 'f1', 'auc'],
};

const documentWith = (training: Partial<TrainingSettings>, activation: string): string =>
  serializeDocument(
    chainDocument(
      [
        ['input', { shape: [side, side, 1] }],
        ['flatten'],
        ['dense', { units: 6, activation: 'tanh' }],
        ['dense', { units: 1, activation }],
      ],
      { ...settings, ...training },
      data,
    ),
  );

async function train(
  client: EngineClient,
  training: Partial<TrainingSettings> = {},
  activation = 'sigmoid',
): Promise<RunSummary> {
  const end = ending(client);
  const { run } = await client.call('train.start', { document: documentWith(training, activation) });
  expect(await end).toMatchObject({ state: 'finished', message: '' });
  return (await client.call('runs.get', { run })).summary;
}

const imageOf = (pixels: readonly number[]) => ({
  height: side,
  width: side,
  channels: 1 as const,
  data: Uint8Array.from(pixels),
});

async function predict(client: EngineClient, run: string, label: Label) {
  const { pixels } = pictures.find((each) => each.label === label)!;
  return classesOf(client, run, imageOf(pixels));
}

/** `[batch]` of what the last layer puts out. */
const outputOf = async (client: EngineClient, run: string, pixels: readonly number[]): Promise<number> =>
  (await layerOutput(client, run, 'dense_3', imageOf(pixels))).values[0]!;

describe('one unit tells two classes apart', () => {
  it('trains, evaluates and predicts, and every figure says the same', async () => {
    const { client } = bench;
    const { run, epochs, test } = await train(client);
    expect(epochs.at(-1)!.loss).toBeLessThan(epochs[0]!.loss);
    expect(test!.accuracy).toBeGreaterThan(0.9);
    expect(test!.metrics!['auc']).toBeGreaterThan(0.95);

    const { accuracy, confusion, perClass, metrics } = await client.call('runs.evaluate', { run });
    const [[right0, wrong0], [wrong1, right1]] = confusion as [[number, number], [number, number]];
    const all = right0 + wrong0 + wrong1 + right1;
    expect(accuracy).toBeCloseTo((right0 + right1) / all, 6);
    expect(accuracy).toBe(test!.accuracy);
    expect([right0 + wrong0, wrong1 + right1].every((support) => support > 0)).toBe(true);
    expect(metrics!['f1']).toBeCloseTo((perClass[0]!.f1 + perClass[1]!.f1) / 2, 6);

    for (const label of [0, 1] as const) {
      const detail = await predict(client, run, label);
      expect(detail).toMatchObject({ answer: label, labels: ['0', '1'] });
      const put = await outputOf(client, run, pictures.find((each) => each.label === label)!.pixels);
      expect(detail.meaning).toBe('probabilities');
      expect(detail.values).toEqual([1 - put, put]);
    }
  });

  it.each([
    ['binaryCrossentropy', 'sigmoid'],
    ['hinge', 'linear'],
  ])('tells of each test example what a prediction of it tells, with %s', async (kind, activation) => {
    const { client } = bench;
    const { run } = await train(client, { loss: { kind, params: {} } }, activation);
    const { answers, confusion } = await client.call('runs.evaluate', { run });
    const { actual, predicted, values, meaning } = answers!;
    const counts = [
      [0, 0],
      [0, 0],
    ];
    for (const [at, label] of actual.entries()) counts[label]![predicted[at]!]!++;
    expect(counts).toEqual(confusion);
    const indices = [0, 1, 2, 3, 4, 5];
    const samples = await client.call('datasets.samples', {
      ...{ dataset: data, split: 'test', offset: 0, count: 1, label: null },
      indices,
    });
    expect(samples.labels).toEqual([...actual.subarray(0, 6)]);
    for (const at of indices) {
      const pixels = [...samples.images.subarray(at * side * side, (at + 1) * side * side)];
      const detail = await classesOf(client, run, imageOf(pixels));
      expect([detail.answer, detail.meaning]).toEqual([predicted[at], meaning]);
      expect(values[at]).toBeCloseTo(detail.values[detail.answer]!, 5);
    }
    const beyond = client.call('datasets.samples', {
      ...{ dataset: data, split: 'test', offset: 0, count: 1, label: null },
      indices: [100_000],
    });
    await expect(beyond).rejects.toThrow(/100,?000/);
  });

  it.each([
    ['hinge', 'linear', 'scores', 0],
    ['squaredHinge', 'tanh', 'scores', 0],
    ['meanSquaredError', 'linear', 'scores', 1],
    ['meanSquaredError', 'sigmoid', 'probabilities', 1],
    ['focal', 'sigmoid', 'probabilities', 1],
    ['binaryCrossentropy', 'linear', 'probabilities', 1],
  ])('with %s behind %s', async (kind, activation, meant, sum) => {
    const { client } = bench;
    const { run, test } = await train(client, { loss: { kind, params: {} }, epochs: 20 }, activation);
    expect(test!.accuracy).toBeGreaterThan(0.85);
    for (const label of [0, 1] as const) {
      const { answer: detail, meaning, values } = await predict(client, run, label);
      expect([detail, meaning]).toEqual([label, meant]);
      // The larger is the answer; they are as far from the middle as each other.
      expect(values.indexOf(Math.max(...values))).toBe(label);
      expect(values[0]! + values[1]!).toBeCloseTo(sum, 12);
      if (meaning === 'probabilities') expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    }
  });

  it('lets a rare class count as much as a frequent one', async () => {
    const { client } = bench;
    const few = { epochs: 1, optimizer: { kind: 'sgd', params: { learningRate: 0.02 } } };
    const plain = await train(client, few);
    const balanced = await train(client, { ...few, classWeights: 'balanced' });
    const recall = async (run: string) => (await client.call('runs.evaluate', { run })).perClass[1]!.recall;
    expect(await recall(balanced.run)).toBeGreaterThan(await recall(plain.run));
  });

  it('the same on WebAssembly', async () => {
    const wasm = await openBench({ backend: 'wasm' });
    try {
      const other = await train(wasm.client);
      const own = await train(bench.client);
      expect((await wasm.client.call('engine.info', {})).backend).toBe('wasm');
      own.epochs.forEach((epoch, at) => {
        expect(other.epochs[at]!.loss).toBeCloseTo(epoch.loss, 3);
        expect(other.epochs[at]!.valAccuracy).toBeCloseTo(epoch.valAccuracy!, 2);
      });
      const detail = await predict(wasm.client, other.run, 1);
      expect(detail.answer).toBe(1);
      expect((await wasm.client.call('runs.evaluate', { run: other.run })).confusion).toEqual(
        (await bench.client.call('runs.evaluate', { run: own.run })).confusion,
      );
    } finally {
      await wasm.close();
    }
  });

  it.each([
    ['softmax', 'binaryCrossentropy', /a single unit always answers 1/],
    ['sigmoid', 'categoricalCrossentropy', /there is one unit for both/],
  ])('refuses %s with %s in words', async (activation, kind, words) => {
    const document = documentWith({ loss: { kind, params: {} } }, activation);
    await expect(bench.client.call('train.start', { document })).rejects.toThrow(words);
  });
});
