import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import type { ForkPoint } from '../../src/protocol/fork.ts';
import type { TrainingSettings } from '../../src/training/settings.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { writeStripes } from './tiny.ts';

const examples = 108;
const pixels = 64;
const classes = 4;
const rate = 0.01;

const network = (units: number, name = 'hidden'): readonly Link[] => [
  ['input', { shape: [8, 8, 1] }, 'image'],
  ['flatten', {}, 'flat'],
  ['dense', { units, activation: 'relu' }, name],
  ['dense', { units: classes, activation: 'softmax' }, 'output'],
];

/** The cross-entropy over all of the training images, in double precision and plain loops. */
async function lossOf(weights: ReadonlyMap<string, Float32Array>, folder: string): Promise<number> {
  const images = (await readFile(join(folder, 'train-images-idx3-ubyte'))).subarray(16);
  const labels = (await readFile(join(folder, 'train-labels-idx1-ubyte'))).subarray(8);
  const dense = (name: string, inputs: readonly number[]): number[] => {
    const kernel = weights.get(`${name}/kernel`)!;
    const bias = weights.get(`${name}/bias`)!;
    return [...bias].map((start, unit) =>
      inputs.reduce((sum, input, at) => sum + input * kernel[at * bias.length + unit]!, start),
    );
  };
  let loss = 0;
  for (let at = 0; at < examples; at++) {
    const image = [...images.subarray(at * pixels, (at + 1) * pixels)].map((value) => value / 255);
    const logits = dense(
      'output',
      dense('hidden', image).map((value) => Math.max(0, value)),
    );
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    loss += Math.log(total) - logits[labels[at]!]!;
  }
  return loss / examples;
}

describe('a run from a checkpoint of another', () => {
  let bench: Bench;
  let data: string;
  let parent: string;
  const document = (links: readonly Link[], more: Partial<TrainingSettings> = {}): string =>
    serializeDocument(
      chainDocument(
        links,
        {
          epochs: 3,
          // All examples in a step: its loss is that of the data, in whatever order.
          batchSize: examples,
          validationSplit: 0,
          optimizer: { kind: 'adam', params: { learningRate: rate } },
          checkpoints: { epochs: 1, minutes: null, keep: 5 },
          ...more,
        },
        data,
      ),
    );
  const kept = (run: string, steps: number | null = null) =>
    readCheckpoint(join(bench.folder, 'runs', run), steps);

  async function train(text: string, from: ForkPoint | null = null) {
    const losses: number[] = [];
    const off = bench.client.on('train.batches', ({ loss }) => losses.push(...loss));
    const end = ending(bench.client);
    const { run } = await bench.client.call('train.start', { document: text, from });
    expect((await end).state).toBe('finished');
    off();
    return { run, losses };
  }

  beforeAll(async () => {
    bench = await openBench();
    data = await writeStripes(join(bench.folder, 'stripes'));
    ({ run: parent } = await train(document(network(6))));
  });
  afterAll(() => bench.close());

  it('begins with those weights, a fresh optimizer and epoch 1', async () => {
    const { weights, progress } = (await kept(parent, 2))!;
    expect(progress.steps).toBe(2);
    const expected = await lossOf(weights, data);
    expect(Math.abs(expected - (await lossOf((await kept(parent, 1))!.weights, data)))).toBeGreaterThan(1e-3);
    // Another seed: what a fresh network would begin with is another loss.
    const { run, losses } = await train(document(network(6), { epochs: 1, seed: 99 }), {
      run: parent,
      steps: 2,
    });
    expect(losses).toHaveLength(1);
    expect(losses[0]).toBeCloseTo(expected, 5);
    const { summary } = await bench.client.call('runs.get', { run });
    expect(summary.parent).toEqual({ run: parent, steps: 2 });
    expect(summary.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    // Adam's very first step, and no later one, moves each weight by its rate (Kingma and Ba 2015, section 2.1).
    const after = (await kept(run))!;
    expect(after.progress.steps).toBe(1);
    const moved = [...after.weights.get('output/bias')!].map((value, at) =>
      Math.abs(value - weights.get('output/bias')![at]!),
    );
    for (const distance of moved) expect(distance).toBeCloseTo(rate, 5);
  });

  it('begins with the weights that the run is used with where no step is named', async () => {
    const { run, losses } = await train(document(network(6), { epochs: 1 }), { run: parent, steps: null });
    expect(losses[0]).toBeCloseTo(await lossOf((await kept(parent))!.weights, data), 5);
    const { summary } = await bench.client.call('runs.get', { run });
    expect(summary.parent).toEqual({ run: parent, steps: 3 });
  });

  it('waits in the queue like any other', async () => {
    const end = ending(bench.client);
    await bench.client.call('queue.add', {
      document: document(network(6), { epochs: 1 }),
      from: { run: parent, steps: 1 },
    });
    const { run } = await end;
    const { summary } = await bench.client.call('runs.get', { run });
    expect(summary.parent).toEqual({ run: parent, steps: 1 });
    expect(summary.epochs[0]!.loss).toBeCloseTo(await lossOf((await kept(parent, 1))!.weights, data), 5);
  });

  it('is refused in words where the weights do not fit, and leaves nothing behind', async () => {
    const { client } = bench;
    const before = (await client.call('runs.list', {})).runs.length;
    const from = { run: parent, steps: 2 };
    const refused = (text: string, point: ForkPoint, words: RegExp) =>
      expect(client.call('train.start', { document: text, from: point })).rejects.toThrow(words);
    await refused(
      document(network(7)),
      from,
      /^hidden: its weight "kernel" has the shape 64 × 7, in run .* it has 64 × 6\./,
    );
    await refused(document(network(6, 'other')), from, /^other: run .* has no weight "kernel"/);
    await refused(
      document(network(6)),
      { run: parent, steps: 77 },
      /no checkpoint of step 77. It keeps 1, 2,? and 3/,
    );
    await refused(document(network(6)), { run: 'no-such', steps: 2 }, /no-such/);
    await expect(client.call('queue.add', { document: document(network(7)), from })).rejects.toThrow(
      /^hidden: /,
    );
    await expect(
      client.call('train.start', { document: document(network(6)), resume: parent, from }),
    ).rejects.toThrow(/not both/);
    expect((await client.call('runs.list', {})).runs).toHaveLength(before);
  });
});
