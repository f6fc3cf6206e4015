import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { readCheckpoint } from '../../src/engine/runs/checkpoint.ts';
import { transferDocument, unfreezeNext, usualCut } from '../../src/network/transfer/transfer.ts';
import { imageSteps, newStep } from '../../src/preprocessing/edit.ts';
import { sentence } from '../../src/text/message.ts';
import type { Transfer, WeightSource } from '../../src/training/transfer.ts';
import { chainDocument, type Link } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { writeStripes } from './tiny.ts';

const network: readonly Link[] = [
  ['input', { shape: [8, 8, 1] }, 'image'],
  ['conv2d', { filters: 4, kernelSize: [3, 3], useBias: false }, 'conv'],
  ['batchNormalization', {}, 'bn'],
  ['activation', { activation: 'relu' }, 'relu'],
  ['flatten', {}, 'flat'],
  ['dropout', { rate: 0.3 }, 'drop'],
  ['dense', { units: 4, activation: 'softmax' }, 'output'],
];

describe('a network made of a trained one', () => {
  let bench: Bench;
  let data: string;
  let parent: string;
  let source: ConvasDocument;
  const notes: string[] = [];
  const kept = async (run: string) => (await readCheckpoint(join(bench.folder, 'runs', run)))!;

  async function train(document: ConvasDocument) {
    const losses: number[] = [];
    const off = bench.client.on('train.batches', ({ loss }) => losses.push(...loss));
    const end = ending(bench.client);
    const { run } = await bench.client.call('train.start', { document: serializeDocument(document) });
    const ended = await end;
    expect(sentence(ended.message)).toBe('');
    expect(ended.state).toBe('finished');
    off();
    const { summary } = await bench.client.call('runs.get', { run });
    return { run, losses, summary, ...(await kept(run)) };
  }

  const made = (random: boolean, more: Partial<Transfer> = {}, hidden = 0): ConvasDocument =>
    transferDocument(source, {
      source: { run: parent },
      cut: usualCut(source)!.layer,
      dataset: data,
      classes: 4,
      examples: 0,
      epochs: 3,
      hidden,
      preprocessing: [
        ...imageSteps('pad', 'zero-one'),
        ...(random ? [newStep('shift'), newStep('noise')] : []),
      ],
      ...more,
    });

  beforeAll(async () => {
    bench = await openBench();
    bench.client.on('engine.note', ({ message }) => notes.push(sentence(message)));
    data = await writeStripes(join(bench.folder, 'stripes'));
    source = chainDocument(network, { epochs: 2, batchSize: 36, validationSplit: 0 }, data);
    ({ run: parent } = await train(source));
  });
  afterAll(() => bench.close());

  it('keeps what is before the old output, frozen, and begins with those weights', async () => {
    const document = made(false);
    expect(document.layers.map(({ name }) => name)).toEqual(['image', 'conv', 'bn', 'relu', 'flat', 'head']);
    notes.length = 0;
    const { weights, summary } = await train(document);
    expect(summary.parent).toMatchObject({ run: parent });
    expect(notes.join(' ')).toMatch(/2 layers start from .*; 1 layer begins with random weights: head\./);
    const before = (await kept(parent)).weights;
    for (const key of ['conv/kernel', 'bn/gamma', 'bn/moving_mean', 'bn/moving_variance'])
      expect(weights.get(key), key).toEqual(before.get(key));
    expect([...weights.keys()].some((key) => key.startsWith('output/'))).toBe(false);
  });

  it.each([
    ['as they are', false],
    ['varied at random', true],
  ])('trains on features that were computed once as it does without, images %s', async (_words, random) => {
    const without = await train(made(random, { cacheFeatures: false }));
    notes.length = 0;
    const cached = await train(made(random, { variants: 3 }));
    expect(notes.join(' ')).toMatch(
      /frozen layers up to flat were computed once|features of layer flat were kept/,
    );
    expect(cached.losses).toHaveLength(without.losses.length);
    for (const [at, loss] of cached.losses.entries())
      expect(Math.abs(loss - without.losses[at]!)).toBeLessThan(1e-6);
    for (const [key, values] of without.weights)
      for (const [at, value] of values.entries())
        expect(Math.abs(cached.weights.get(key)![at]! - value)).toBeLessThan(1e-6);
    expect(cached.summary.test!.loss).toBeCloseTo(without.summary.test!.loss, 6);
    notes.length = 0;
    const again = await train(made(random, { variants: 3 }));
    expect(notes.join(' ')).toMatch(/features of layer flat were kept from an earlier run/);
    expect(again.losses).toEqual(cached.losses);
    expect(again.weights).toEqual(cached.weights);
  });

  it('uses the variants again, in turn, where there are more epochs', async () => {
    const few = await train(made(true, { variants: 1 }));
    const many = await train(made(true, { variants: 3 }));
    const perEpoch = few.losses.length / 3;
    expect(few.losses.slice(0, perEpoch)).toEqual(many.losses.slice(0, perEpoch));
    expect(few.losses.slice(perEpoch)).not.toEqual(many.losses.slice(perEpoch));
  });

  it('unfreezes the last layer that is no normalization, from the weights of the run before', async () => {
    const { run, weights: before } = await train(made(false));
    const { document } = await bench.client.call('runs.get', { run });
    const parsed = parseDocument(document);
    const next = unfreezeNext(parsed.ok ? parsed.document : source, { run });
    expect(next.layer).toBe('conv');
    const { weights, losses } = await train(next.document);
    expect(losses.every(Number.isFinite)).toBe(true);
    expect(weights.get('conv/kernel')).not.toEqual(before.get('conv/kernel'));
    expect(weights.get('bn/moving_mean')).toEqual(before.get('bn/moving_mean'));
    expect(unfreezeNext(next.document, { run }).layer).toBeNull();
  });

  it('is refused in words where no name or no shape fits', async () => {
    const refused = (document: ConvasDocument, words: RegExp) =>
      expect(bench.client.call('train.start', { document: serializeDocument(document) })).rejects.toThrow(
        words,
      );
    const document = made(false);
    // As wide as no layer of that name was.
    const wider = made(false, {}, 5);
    const renamed = {
      ...wider,
      layers: wider.layers.map((layer) =>
        layer.name === 'head_hidden' ? { ...layer, name: 'output' } : layer,
      ),
    };
    const from = (weights: WeightSource): ConvasDocument => ({
      ...document,
      training: { ...document.training, transfer: { ...document.training.transfer!, source: weights } },
    });
    await refused(from({ run: 'none' }), /no run "none"/);
    await refused(renamed, /^The network takes weights from .* but layer output has/);
    await refused(
      {
        ...document,
        layers: document.layers.map((layer) => ({ ...layer, name: `new_${layer.name}` })),
      },
      /no layer with weights has the name of one there/,
    );
    await refused(from({ base: 'none' }), /No network named base:none ships/);
  });
});
