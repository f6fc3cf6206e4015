import { describe, expect, it } from 'vitest';
import { makeBlock } from '../../document/operations/blocks.ts';
import { type ChainStep, chain } from '../../document/operations/chain.ts';
import { analyze } from '../analyze.ts';
import { layerTime, measureContext } from '../measures.ts';
import type { Network } from '../network.ts';
import { divided, epochTime, layerSeconds, stepSeconds } from './epoch.ts';
import { fitSpeed, secondsFor } from './speed.ts';
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
  it('of a layer is what its arithmetic comes to', () => {
    const [input, first, second, pooling, flat, dense] = [...workByLayer(small, size).values()];
    expect(input).toEqual({ fed: 16 * 192 });
    // The first needs no gradient of its input: two passes instead of three.
    const macs = 6 * 6 * 4 * 27;
    expect(first).toMatchObject({ convolution: 1, convolutionMacs: 2 * 16 * macs, layer: 2 });
    expect(first!.patches).toBe((2 * 16 * macs) / 4);
    expect(second).toMatchObject({ convolutionMacs: 3 * 16 * 4 * 4 * 4 * 36, layer: 1, updated: 4 * 148 });
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
    expect(divided(1000, 0.1)).toEqual({ examples: 900, heldOut: 100 });
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
