import { expect, it } from 'vitest';
import type { RunSummary } from '../../../src/protocol/data.ts';
import { matches, scoreOf, worstMistakes } from './summary.ts';

const epoch = {
  epoch: 1,
  loss: 1,
  accuracy: 0.5,
  valLoss: 1,
  valAccuracy: 0.6,
  seconds: 1,
  imagesPerSecond: 1,
};

it('prefers the test images, then those held out', () => {
  expect(scoreOf({ test: { loss: 1, accuracy: 0.9 }, epochs: [epoch] })).toEqual({
    of: 'test',
    loss: 1,
    accuracy: 0.9,
  });
  expect(scoreOf({ test: null, epochs: [epoch] })).toEqual({ of: 'validation', loss: 1, accuracy: 0.6 });
  expect(scoreOf({ test: null, epochs: [{ ...epoch, valLoss: null, valAccuracy: null }] })).toEqual({
    of: 'training',
    loss: 1,
    accuracy: 0.5,
  });
  expect(scoreOf({ test: null, epochs: [] })).toBeNull();
});

it('names the mistakes, worst first, and no right answer', () => {
  const confusion = [
    [9, 1, 0],
    [3, 5, 0],
    [0, 0, 7],
  ];
  expect(worstMistakes(confusion)).toEqual([
    { actual: 1, predicted: 0, count: 3 },
    { actual: 0, predicted: 1, count: 1 },
  ]);
  expect(worstMistakes(confusion, 1)).toHaveLength(1);
});

it('finds runs by what is seen of them, and by an id but not by its time', () => {
  const run: RunSummary = {
    run: '20260904-161600-lenet-5-46b5',
    name: 'LeNet-5',
    differs: 'epochs 2, batch 64',
    state: 'finished',
    startedAt: '2026-09-04T16:16:00Z',
    dataset: 'mnist-10k',
    epochs: [],
    test: null,
    params: 1,
    seconds: 1,
    message: '',
    tags: ['baseline'],
    notes: 'Wider C3',
  };
  for (const query of ['', 'batch 64', 'LENET baseline', 'wider', '20260904', '46b5', run.run])
    expect(matches(run, query), query).toBe(true);
  for (const query of ['batch 16', '1616', '2026 batch 32']) expect(matches(run, query), query).toBe(false);
});
