import { expect, it } from 'vitest';
import { scoreOf, worstMistakes } from './summary.ts';

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
