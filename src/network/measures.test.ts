import { describe, expect, it } from 'vitest';
import { chain } from '../document/operations/chain.ts';
import { makeBlock } from '../document/operations/make-block.ts';
import { analyze } from './analyze.ts';
import { measureContext, measures, shareOfCost } from './measures.ts';
import { processBytes } from './memory.ts';

const lenet = chain('lenet', [
  ['input', { shape: [32, 32, 1] }],
  ['conv2d', { filters: 6, kernelSize: [5, 5] }],
  ['averagePooling2d'],
  ['conv2d', { filters: 16, kernelSize: [5, 5] }],
  ['batchNormalization'],
  ['flatten'],
  ['dense', { units: 10 }],
]);

describe('measures', () => {
  it('of the layers sum to the network, of a block to its inside', () => {
    const made = makeBlock(lenet, ['layer-4', 'layer-5'], 'unit')!;
    const { document } = made;
    const analysis = analyze(document, null);
    const context = measureContext(document.training, analysis.totals);
    const outer = analysis.layers.filter(({ id }) => !id.includes('/'));
    const sum = (id: string, layers: readonly (typeof outer)[number][]) =>
      layers.reduce(
        (total, layer) => total + measures.find((each) => each.id === id)!.of(layer, context)!,
        0,
      );
    for (const [id, total] of [
      ['params', analysis.totals.params],
      ['trainable', analysis.totals.trainableParams],
      ['macs', analysis.totals.macs],
      ['share', 1],
      ['activations', analysis.totals.activationBytes],
      ['training', analysis.totals.trainingBytes - processBytes],
    ] as const) {
      expect(sum(id, analysis.layers)).toBeCloseTo(total, 9);
      expect(sum(id, [...outer, ...analysis.blocks])).toBeCloseTo(total, 9);
    }
    const shares = analysis.layers.map((layer) => shareOfCost(layer, context));
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const field = measures.find(({ id }) => id === 'field')!;
    expect(field.of(analysis.blocks[0]!, context)).toBe(14);
    const stride = measures.find(({ id }) => id === 'stride')!;
    expect(stride.of(analysis.blocks[0]!, context)).toBe(2);
  });
});
