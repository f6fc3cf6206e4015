import { expect, it } from 'vitest';
import { connectionsOf } from './connections.ts';
import { kindOf } from './registry.ts';
import { type Shape, sizeOf } from './shape.ts';

/** LeNet-5 of 1998, with what the paper says of each layer: parameters, connections. */
const layers = [
  ['conv2d', { filters: 6, kernelSize: [5, 5] }, 156, 122_304],
  ['subsampling2d', {}, 12, 5_880],
  ['partiallyConnectedConv2d', {}, 1_516, 151_600],
  ['subsampling2d', {}, 32, 2_000],
  ['conv2d', { filters: 120, kernelSize: [5, 5] }, 48_120, 48_120],
  ['flatten', {}, 0, 0],
  ['dense', { units: 84, activation: 'scaledTanh' }, 10_164, 10_164],
  ['rbfOutput', {}, 0, 840],
] as const;

it('LeNet-5 has the 60,000 parameters and 340,908 connections of the paper', () => {
  let shape: Shape = [32, 32, 1];
  let [parameters, connections] = [0, 0];
  for (const [name, given, ofLayer, between] of layers) {
    const kind = kindOf(name)!;
    const params = kind.parameters.parse(given);
    const output = kind.inferShape(params, [shape]).shape!;
    const trained = kind.weights(params, [shape]).filter(({ trainable }) => trainable);
    const count = trained.reduce((sum, weight) => sum + sizeOf(weight.shape), 0);
    expect([name, count, connectionsOf(kind, params, [shape], output)]).toEqual([name, ofLayer, between]);
    parameters += count;
    connections += between;
    shape = output;
  }
  expect(shape).toEqual([10]);
  expect([parameters, connections]).toEqual([60_000, 340_908]);
});
