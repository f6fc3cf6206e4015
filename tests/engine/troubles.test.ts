import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeIdx } from '../../src/datasets/decoders/write-idx.ts';
import { loadDataset } from '../../src/datasets/registry.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { findTroubles } from '../../src/insight/troubles/registry.ts';
import type { Trouble } from '../../src/insight/troubles/trouble.ts';
import { analyze } from '../../src/network/analyze.ts';
import { applyRepair } from '../../src/network/repair.ts';
import type { EpochRecord } from '../../src/protocol/data.ts';
import type { HealthRow } from '../../src/protocol/health.ts';
import { sentence } from '../../src/text/message.ts';
import { chainDocument, type Link, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { outputOf } from './showing.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const deep = (count: number, activation: 'relu' | 'sigmoid' | 'tanh', units = 32): Link[] => [
  ['input', { shape: [28, 28, 1] }, 'image'],
  ['flatten'],
  ...Array.from({ length: count }, (_, at): Link => ['dense', { units, activation }, `hidden_${at + 1}`]),
  ['dense', { units: 10, activation: 'softmax' }, 'output'],
];
const sgd = (learningRate: number) => ({ kind: 'sgd', params: { learningRate } });

interface Report {
  readonly run: string;
  readonly state: string;
  readonly rows: readonly HealthRow[];
  readonly epochs: readonly EpochRecord[];
  readonly troubles: readonly Trouble[];
}

const network = (document: ConvasDocument) =>
  analyze(document, { sampleShape: [28, 28, 1], classes: 10 }).network!;

async function train(document: ConvasDocument): Promise<Report> {
  const { client } = bench;
  const rows: HealthRow[] = [];
  const off = client.on('train.health', ({ row }) => rows.push(row));
  const end = ending(client);
  const { run } = await client.call('train.start', { document: serializeDocument(document) });
  const { state } = await end;
  off();
  const { epochs } = (await client.call('runs.get', { run })).summary;
  const troubles = findTroubles({ network: network(document), training: document.training, rows, epochs });
  return { run, state, rows, epochs, troubles };
}

const codes = ({ troubles }: Report): string[] => troubles.map(({ code }) => code);
const trouble = (detail: Report, code: string): Trouble =>
  detail.troubles.find((found) => found.code === code)!;
/** The document after the remedy whose label this is. */
function remedied(document: ConvasDocument, found: Trouble, label: RegExp): ConvasDocument {
  const repair = found.repairs.find((known) => label.test(sentence(known.label)));
  if (!repair)
    throw new Error(`No remedy ${label} among ${found.repairs.map((known) => sentence(known.label))}`);
  return applyRepair(document, repair);
}

describe('a healthy network', () => {
  it('is told of layer by layer, early and after each epoch, and troubles nobody', async () => {
    const document = chainDocument(smallConvnet, {
      epochs: 2,
      batchSize: 64,
      optimizer: { kind: 'adam', params: { learningRate: 0.01 } },
    });
    const detail = await train(document);
    expect(codes(detail)).toEqual([]);
    expect(detail.rows.map(({ epoch }) => epoch)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
    expect(detail.rows[0]!.step).toBe(1);
    const [conv, output] = detail.rows.at(-1)!.layers;
    expect(conv).toMatchObject({ layer: 'layer-1', name: 'conv', params: 4 * 26 });
    expect(conv!.gradientPeak).toBeGreaterThanOrEqual(conv!.gradient!);
    expect(conv!.activation).toMatchObject({ function: 'relu', units: 4, saturated: null });
    expect(output).toMatchObject({ layer: 'layer-5', activation: null });
    // Kept with the run, for whoever asks later.
    expect((await bench.client.call('runs.health', { run: detail.run })).rows).toEqual(detail.rows);
    const second = await openBench({ runsFolder: join(bench.folder, 'runs') });
    expect((await second.client.call('runs.health', { run: detail.run })).rows).toEqual(detail.rows);
    await second.close();
    await bench.client.call('runs.delete', { run: detail.run });
    await expect(bench.client.call('runs.health', { run: detail.run })).rejects.toThrow(/no run/);
  });
});

describe('a vanishing gradient', () => {
  it('is seen in a deep stack of sigmoids, and gone with the activation that is offered', async () => {
    const document = chainDocument(deep(8, 'sigmoid'), { batchSize: 64, optimizer: sgd(0.1) });
    const detail = await train(document);
    const found = trouble(detail, 'vanishing-gradient');
    expect(found).toMatchObject({ layer: 'layer-2', epoch: 1 });
    expect(sentence(found.message)).toMatch(/hidden_1 is 1\/\d+0,000 of that in output/);
    const mended = remedied(document, found, /activation of 8 layers to ReLU/);
    expect(mended.layers.filter(({ params }) => params['activation'] === 'relu')).toHaveLength(8);
    const better = await train(mended);
    expect(codes(better)).not.toContain('vanishing-gradient');
    expect(better.epochs[0]!.loss).toBeLessThan(0.8 * detail.epochs[0]!.loss);
    const normalized = remedied(document, found, /Insert 7 batch normalizations/);
    expect(codes(await train(normalized))).not.toContain('vanishing-gradient');
    expect(remedied(document, found, /Pretrain layer by layer/).training.pretraining).toEqual({
      epochs: 10,
      learningRate: 0.003,
      corruption: 0,
    });
  });

  it('is not seen in a deep stack of ReLUs', async () => {
    const detail = await train(chainDocument(deep(8, 'relu'), { batchSize: 64, optimizer: sgd(0.01) }));
    expect(codes(detail)).not.toContain('vanishing-gradient');
  });
});

describe('an exploding gradient', () => {
  it('is seen where the rate is far too large, also where the run diverges at once', async () => {
    const document = chainDocument(deep(4, 'relu'), { batchSize: 64, optimizer: sgd(5) });
    const detail = await train(document);
    expect(detail.state).toBe('diverged');
    expect(codes(detail)[0]).toBe('exploding-gradient');
    const found = trouble(detail, 'exploding-gradient');
    const largest = detail.rows
      .at(-1)!
      .layers.reduce((most, each) =>
        (each.gradientPeak ?? Number.POSITIVE_INFINITY) > (most.gradientPeak ?? Number.POSITIVE_INFINITY)
          ? each
          : most,
      );
    const { name } = document.layers.find(({ id }) => id === largest.layer)!;
    expect(found.layer).toBe(largest.layer);
    expect(sentence(found.message)).toMatch(
      new RegExp(`its norm has reached [\\d.e+]+, up from 0\\.\\d+ at first, most of all in ${name}\\.`),
    );
    const clipped = remedied(document, found, /Clip the gradients/);
    expect(clipped.training.clipping).toEqual({ by: 'globalNorm', limit: 1 });
    expect(remedied(document, found, /Lower the learning rate to 0\.5/).training.optimizer).toEqual(sgd(0.5));
    const mended = remedied(clipped, found, /Lower the learning rate/);
    expect(codes(await train(mended))).not.toContain('exploding-gradient');
  });
});

describe('dead units', () => {
  it('are counted as the layer itself shows them, and are gone with another activation and rate', async () => {
    const document = chainDocument(smallConvnet, { batchSize: 64, epochs: 2, optimizer: sgd(3) });
    const detail = await train(document);
    expect(codes(detail)).toEqual(['not-learning', 'dead-units']);
    const found = trouble(detail, 'dead-units');
    expect(found.layer).toBe('layer-1');
    expect(sentence(found.message)).toMatch(/^All 4 channels of conv \(100%\) are dead/);
    const { client } = bench;
    const { images } = await client.call('datasets.samples', {
      ...{ dataset: 'mnist-10k', split: 'train', offset: 0, count: 20, label: null },
    });
    for (let at = 0; at < 20; at++) {
      const data = images.slice(at * 784, (at + 1) * 784);
      const maps = await outputOf(client, detail.run, 'conv', { height: 28, width: 28, channels: 1, data });
      expect(Math.abs(Math.max(...maps.values))).toBe(0);
    }
    const slower = remedied(document, found, /Lower the learning rate to 0\.3/);
    const mended = await train(remedied(slower, found, /activation of conv to ELU/));
    expect(codes(mended)).toEqual([]);
    expect(mended.epochs[1]!.valAccuracy).toBeGreaterThan(0.8);
  });
});

describe('saturation', () => {
  it('is seen where a rate far too large drove every tanh to its ends', async () => {
    const document = chainDocument(deep(2, 'tanh'), { batchSize: 64, optimizer: sgd(10) });
    const detail = await train(document);
    const found = detail.troubles.filter(({ code }) => code === 'saturation');
    expect(found.map(({ layer }) => layer)).toEqual(['layer-2', 'layer-3']);
    expect(sentence(found[0]!.message)).toMatch(/^(9\d|100)% of the outputs of hidden_1 lie at the ends/);
    const mended = remedied(document, found[0]!, /Lower the learning rate to 1$/);
    const slower = { ...mended, training: { ...mended.training, optimizer: sgd(0.1) } };
    expect(codes(await train(slower))).toEqual([]);
  });
});

describe('overfitting', () => {
  it('is seen where few examples meet many weights, and a dropout and shifted images ease it', async () => {
    const { train: all } = await loadDataset('mnist-10k');
    const count = 200;
    const folder = join(bench.folder, 'few');
    await mkdir(folder);
    const write = (name: string, dims: number[], data: Uint8Array) =>
      writeFile(join(folder, name), encodeIdx(dims, data));
    await write(
      'train-images-idx3-ubyte',
      [count, 28, 28],
      Uint8Array.from(all.images.slice(0, count * 784)),
    );
    await write('train-labels-idx1-ubyte', [count], Uint8Array.from(all.labels.slice(0, count)));
    const document = chainDocument(
      deep(2, 'relu', 256),
      { epochs: 25, batchSize: 20, validationSplit: 0.5 },
      folder,
    );
    const detail = await train(document);
    const found = trouble(detail, 'overfitting');
    expect(found.layer).toBeNull();
    expect(sentence(found.message)).toMatch(/is memorizing the training examples/);
    expect(found.repairs.map(({ label }) => sentence(label))).toEqual([
      'Shift the images at random',
      'Insert a dropout after hidden_2',
      'Add an L2 penalty to 2 layers',
      'Stop early, at the best epoch',
    ]);
    const gap = ({ epochs }: Report) => epochs.at(-1)!.valLoss! - epochs.at(-1)!.loss;
    const eased = await train(
      remedied(remedied(document, found, /Insert a dropout/), found, /Shift the images/),
    );
    expect(gap(eased)).toBeLessThan(0.8 * gap(detail));
    const penalised = remedied(document, found, /L2 penalty/);
    expect(penalised.layers.filter(({ params }) => params['kernelL2'] === 1e-3)).toHaveLength(2);
  });
});
