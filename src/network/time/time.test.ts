import { describe, expect, it } from 'vitest';
import { type ChainStep, chain } from '../../document/operations/chain.ts';
import { makeBlock } from '../../document/operations/make-block.ts';
import { analyze } from '../analyze.ts';
import { layerTime, measureContext } from '../measures.ts';
import type { Network } from '../network.ts';
import { divided, epochTime, layerSeconds, type PastRuns, stepSeconds } from './epoch.ts';
import { fitSpeed, secondsFor } from './speed.ts';
import { trainingTime } from './training.ts';
import { type Work, workByLayer, workOfStep, works } from './work.ts';

const networkOf = (...steps: ChainStep[]): Network => analyze(chain('timed', steps), null).network!;
const small = networkOf(
  ['input', { shape: [8, 8, 3] }],
  ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }],
  ['conv2d', { filters: 4, kernelSize: [3, 3] }],
  ['maxPooling2d'],
  ['flatten'],
  ['dense', { units: 10 }],
);
const size = { batchSize: 16, optimizerSlots: 2 };

describe('work', () => {
  it('counts each operation over an output, of the layer and of its activation', () => {
    const document = chain('of 1998', [
      ['input', { shape: [4, 4, 2] }],
      ['subsampling2d'],
      ['flatten'],
      ['dense', { units: 3 }],
    ]);
    const { network } = analyze(document, null);
    const [, subsampling, , dense] = [...workByLayer(network!, size).values()];
    // Mean, coefficient, bias; two products and a tanh.
    expect(subsampling).toMatchObject({ layer: 6, outputs: 16 * 8 * 6 });
    expect(dense).toMatchObject({ layer: 1, outputs: 16 * 3 });
    // A tanh takes longer than a product, and counts beside them.
    expect([subsampling!.functions, dense!.functions]).toEqual([16 * 8, undefined]);
  });

  it('counts what no cache holds, and the moments of each direction of a recurrent layer', () => {
    const wide = networkOf(['input', { shape: [1000] }], ['dense', { units: 3000 }]);
    const [, dense] = [...workByLayer(wide, size).values()];
    expect(dense).toMatchObject({ updated: 4 * 3_003_000, streamed: 4 * 3_003_000 - 2 ** 20 });
    const words = networkOf(
      ['input', { shape: [20] }],
      ['embedding', { inputDim: 8, outputDim: 2 }],
      ['bidirectional', { layer: 'gru', units: 3 }],
    );
    const [, embedding, gru] = [...workByLayer(words, size).values()];
    expect([embedding!.moment, gru!.moment, gru!.layer]).toEqual([undefined, 2 * 20, undefined]);
  });

  it('of a layer is what its arithmetic comes to', () => {
    const [input, first, second, pooling, flat, dense] = [...workByLayer(small, size).values()];
    expect(input).toEqual({ fed: 16 * 192 });
    // The first needs no gradient of its input: two passes instead of three.
    const macs = 6 * 6 * 4 * 27;
    // Kernels compute eight filters and eight channels at a time; the three of an image are read as they are.
    expect(first).toMatchObject({ convolution: 1, convolutionMacs: 2 * 16 * macs * 2, layer: 2 });
    expect(first!.patches).toBe((2 * 16 * macs) / 4);
    expect(second).toMatchObject({
      convolutionMacs: 3 * 16 * 4 * 4 * 4 * 36 * 4,
      layer: 1,
      updated: 4 * 148,
    });
    expect(pooling).toMatchObject({ pooled: 16 * 64, outputs: 16 * 16 });
    expect(flat).toEqual({});
    expect(dense).toMatchObject({ productMacs: 3 * 16 * 160, updated: 4 * 170 });
  });

  it('grows with the batch, but for what is once a step', () => {
    const one = workOfStep(small, size);
    const two = workOfStep(small, { ...size, batchSize: 32 });
    const fixed = new Set(['step', 'layer', 'convolution', 'updated']);
    for (const kind of works.filter((each) => one[each] !== undefined))
      expect(two[kind]! / one[kind]!, kind).toBe(fixed.has(kind) ? 1 : 2);
  });
});

describe('fitSpeed', () => {
  const truth = { seconds: { step: 2e-4, layer: 3e-5, productMacs: 4e-11, updated: 5e-10 } };
  const timed = [10, 100, 1000].flatMap((units) =>
    [1, 64].map((batchSize) => {
      const network = networkOf(
        ['input', { shape: [64] }],
        ['dense', { units }],
        ...(units > 10 ? [['dense', { units: 10 }] as const] : []),
      );
      const { fed: _, outputs: __, ...work } = workOfStep(network, { ...size, batchSize });
      return { work, seconds: secondsFor(work, truth) };
    }),
  );

  it('finds the speed behind times, and says that it is sure', () => {
    const { seconds, doubt } = fitSpeed(timed)!;
    for (const [kind, value] of Object.entries(truth.seconds))
      expect(seconds[kind as keyof Work]! / value, kind).toBeCloseTo(1, 2);
    expect(doubt).toBeLessThan(1.32);
  });

  it('never takes time back, and doubts what does not add up', () => {
    const odd = timed.map((each, at) => ({ ...each, seconds: each.seconds * (at % 2 === 0 ? 3 : 1) }));
    const { seconds, doubt } = fitSpeed(odd)!;
    expect(Object.values(seconds).every((value) => value >= 0)).toBe(true);
    expect(doubt).toBeGreaterThan(1.5);
    expect(fitSpeed([])).toBeNull();
  });
});

describe('epochTime', () => {
  const speed = { seconds: { step: 0.01, productMacs: 1e-9, convolutionMacs: 1e-9 }, doubt: 2 };
  const epoch = { ...size, examples: 40, heldOut: 16 };

  it('adds up whole steps, the last and smaller one, and the pass over what was held out', () => {
    const [whole, rest] = [16, 8].map((batchSize) => stepSeconds(small, { ...size, batchSize }, speed));
    const { seconds, least, most, runs } = epochTime(small, epoch, speed, null);
    expect(seconds).toBeCloseTo(2 * whole! + rest! + whole! / 3, 12);
    expect([least, most, runs]).toEqual([seconds / 2, seconds * 2, 0]);
    expect(divided({ train: 1000 }, 0.1)).toEqual({ examples: 900, heldOut: 100 });
    expect(divided({ train: 1000, validation: 50 }, 0.1)).toEqual({ examples: 1000, heldOut: 50 });
  });

  it('has the pretraining before it: each layer and its decoder, what lies below run forward', () => {
    const document = chain('pretrained', [
      ['input', { shape: [64] }],
      ['dense', { units: 32, activation: 'relu' }],
      ['dropout', {}],
      ['dense', { units: 16, activation: 'relu' }],
      ['dense', { units: 10 }],
    ]);
    const network = analyze(document, null).network!;
    const asked = { epochs: 3, learningRate: 0.001, corruption: 0 };
    const training = { ...document.training, batchSize: 10, validationSplit: 0, epochs: 5 };
    const products = { seconds: { productMacs: 1e-6 }, doubt: 2 };
    const time = (settings: typeof training, past: PastRuns | null = null) =>
      trainingTime(network, settings, { train: 100 }, products, past);
    const plain = time(training);
    expect(plain.pretraining).toBeNull();
    expect(plain.seconds).toBeCloseTo(5 * plain.epoch.seconds, 12);

    // Encoder and decoder: two passes and three, of 64 x 32, then of 32 x 16, above 64 x 32 forward.
    const expected = 3 * 100 * 1e-6 * (5 * 64 * 32 + 5 * 32 * 16 + 64 * 32);
    const both = time({ ...training, pretraining: asked });
    expect(both.pretraining!.seconds).toBeCloseTo(expected, 9);
    expect(both.pretraining).toMatchObject({ layers: 2, least: expected / 2, most: expected * 2 });
    expect(both.seconds).toBeCloseTo(plain.seconds + expected, 9);
    expect(
      time({ ...training, pretraining: asked }, { runs: 1, factor: 1.5 }).pretraining!.seconds,
    ).toBeCloseTo(1.5 * expected, 9);
    // A frozen layer is not pretrained, but the one above it stands on it.
    const frozen = { 'layer-2': { frozen: true, rate: 1 } };
    const rest = time({ ...training, pretraining: asked, layers: frozen }).pretraining!;
    expect(rest).toMatchObject({ layers: 1 });
    expect(rest.seconds).toBeCloseTo(3 * 100 * 1e-6 * (5 * 32 * 16 + 64 * 32), 9);
  });

  it('goes by what runs took where there are any, and is surer of it', () => {
    const plain = epochTime(small, epoch, speed, null);
    const { seconds, most, runs } = epochTime(small, epoch, speed, { runs: 3, factor: 1.5 });
    expect(seconds).toBeCloseTo(1.5 * plain.seconds, 12);
    expect(most / seconds).toBeLessThan(1.3);
    expect(runs).toBe(3);
  });

  it('is, layer by layer, the step without what is once a step; of a block the sum of its inside', () => {
    const document = chain('timed', [
      ['input', { shape: [8, 8, 3] }],
      ['conv2d', { filters: 4 }],
      ['conv2d', { filters: 4 }],
      ['flatten'],
      ['dense', { units: 10 }],
    ]);
    const blocked = makeBlock(document, ['layer-2', 'layer-3'], 'pair')!.document;
    const analysis = analyze(blocked, null);
    const seconds = layerSeconds(analysis.network!, size, speed);
    const sum = [...seconds.values()].reduce((a, b) => a + b);
    expect(sum + 0.01).toBeCloseTo(stepSeconds(analysis.network!, size, speed), 12);
    const context = measureContext(blocked.training, analysis.totals, seconds);
    const inside = analysis.layers.filter(({ kind }) => kind === 'conv2d');
    expect(layerTime(analysis.blocks[0]!, context)).toBeCloseTo(
      inside.reduce((total, layer) => total + layerTime(layer, context)!, 0),
      12,
    );
    expect(layerTime(inside[0]!, measureContext(blocked.training, analysis.totals))).toBeNull();
  });
});
