import { beforeAll, expect, it } from 'vitest';
import { kindOf } from '../../src/layers/registry.ts';
import { constrain, penaltyOf } from '../../src/layers/rules.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { randomTensor } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});

const kernelOf = (params: Record<string, unknown>) => {
  const kind = kindOf('dense')!;
  return kind.weights(kind.parameters.parse({ units: 4, ...params }), [[6]])[0]!;
};

it('a penalty adds absolute and squared weights', () => {
  const { penalty } = kernelOf({ kernelL1: 0.1, kernelL2: 0.01 });
  const weight = tf.tensor([1, -2, 3]);
  expect(penaltyOf(tf, penalty!, weight).dataSync()[0]).toBeCloseTo(0.1 * 6 + 0.01 * 14, 6);
  expect(kernelOf({})).not.toHaveProperty('penalty');
  expect(kernelOf({})).not.toHaveProperty('constraint');
});

it('a norm of a partial convolution is that of all connections of a filter', () => {
  const kind = kindOf('partiallyConnectedConv2d')!;
  const params = { connections: [[0, 2], [1], [0, 1, 2]], kernelSize: [2, 2], kernelConstraint: 'unitNorm' };
  const { constraint } = kind.weights(kind.parameters.parse(params), [[5, 5, 3]])[0]!;
  const held = constrain(tf, constraint!, randomTensor(tf, [2, 2, 6], 1));
  const squares = [...tf.sum(tf.square(held), [0, 1]).dataSync()];
  const filters = [[0, 1], [2], [3, 4, 5]].map((own) => own.reduce((sum, at) => sum + squares[at]!, 0));
  for (const filter of filters) expect(filter).toBeCloseTo(1, 4);
});

it('constraints hold for each output', () => {
  const weight = tf.mul(randomTensor(tf, [6, 4], 1), tf.tensor([[0.1, 1, 2, 3]]));
  const norms = (params: Record<string, unknown>) => {
    const held = constrain(tf, kernelOf(params).constraint!, weight);
    return [...tf.norm(held, 'euclidean', 0).dataSync()];
  };
  const before = [...tf.norm(weight, 'euclidean', 0).dataSync()];
  for (const norm of norms({ kernelConstraint: 'unitNorm' })) expect(norm).toBeCloseTo(1, 4);
  const capped = norms({ kernelConstraint: 'maxNorm', kernelMaxNorm: 1.5 });
  expect(before.some((norm) => norm > 1.5)).toBe(true);
  for (const [index, norm] of capped.entries()) expect(norm).toBeCloseTo(Math.min(1.5, before[index]!), 4);
  const held = constrain(tf, kernelOf({ kernelConstraint: 'nonNegative' }).constraint!, weight);
  expect(tf.min(held).dataSync()[0]).toBeGreaterThanOrEqual(0);
});
