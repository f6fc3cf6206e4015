import { expect, it } from 'vitest';
import { newDocument } from '../document/create.ts';
import { place } from '../document/operations/arrange.ts';
import { chain } from '../document/operations/chain.ts';
import { setParams } from '../document/operations/layers.ts';
import { createAnalyzer } from './analyze.ts';
import { sameNetwork } from './same-network.ts';

const document = chain('chain', [
  ['input', { shape: [8, 8, 1] }],
  ['conv2d', { filters: 2, kernelSize: [3, 3] }],
  ['flatten'],
  ['dense', { units: 3, activation: 'softmax' }],
]);
const id = document.layers[1]!.id;
const moved = place(document, new Map([[id, { x: 5000, y: -40 }]]));

it('moving a card makes no other network, and its analysis is the one before', () => {
  expect(moved).not.toBe(document);
  expect(sameNetwork(document, moved)).toBe(true);
  const analyze = createAnalyzer();
  const first = analyze(document, null);
  expect(analyze(moved, null)).toBe(first);
});

it('parameters, wires, settings, data and the batch size do', () => {
  expect(sameNetwork(document, newDocument('chain'))).toBe(false);
  expect(sameNetwork(document, { ...document, edges: document.edges.slice(1) })).toBe(false);
  const analyze = createAnalyzer();
  const first = analyze(document, null);
  const wider = analyze(setParams(moved, id, { filters: 4 }), null);
  expect(wider.layers[1]!.outputShape).toEqual([6, 6, 4]);
  expect(analyze(document, null, { batchSize: 7 })).not.toBe(first);
  const trained = { ...document, training: { ...document.training, batchSize: 999 } };
  expect(analyze(trained, null).totals).not.toEqual(first.totals);
  // And back: nothing of what was between is left.
  expect(analyze(document, null)).toEqual(first);
});
