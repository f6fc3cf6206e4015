import { describe, expect, it } from 'vitest';
import { chain } from '../../document/operations/chain.ts';
import { analyze } from '../analyze.ts';
import { compileSeconds, countSteps, isCompilingWorthwhile } from './compile.ts';
import { trainingTime } from './training.ts';

const document = chain('timed', [
  ['input', { shape: [20, 4] }],
  ['gru', { units: 8 }],
  ['dense', { units: 10, activation: 'softmax' }],
]);
const network = analyze(document, null).network!;
/** A graph that is dear to compile: 4 operations at each of 20 moments, and 2 of the last layer. */
const compile = { graph: 0.5, operation: 0.1 };
const speed = { seconds: { step: 0.001 }, doubt: 1.5, compile };
const size = { batchSize: 10, optimizerSlots: 2 };

describe('compiling a step', () => {
  it('pays off where there are enough steps of each size', () => {
    expect(countSteps(100, 10, 3)).toEqual({ steps: 30, sizes: 1 });
    expect(countSteps(105, 10, 3)).toEqual({ steps: 33, sizes: 2 });
    expect(countSteps(7, 10, 3)).toEqual({ steps: 3, sizes: 1 });
    expect(isCompilingWorthwhile({ steps: 15, sizes: 1 })).toBe(false);
    expect(isCompilingWorthwhile({ steps: 16, sizes: 1 })).toBe(true);
    expect(isCompilingWorthwhile({ steps: 31, sizes: 2 })).toBe(false);
  });

  it('takes longer the more operations there are, for each size of batch', () => {
    const one = compileSeconds(network, size, 1, speed);
    expect(one).toBeCloseTo((4 / 3) * (0.5 + 0.1 * (4 * 20 + 2)), 9);
    expect(compileSeconds(network, size, 2, speed)).toBeCloseTo((one * 7) / 4, 9);
    expect(compileSeconds(network, size, 1, { compile: undefined })).toBe(0);
  });

  it('is in the forecast of a training, before its first epoch', () => {
    const training = { ...document.training, batchSize: 10, validationSplit: 0, epochs: 4 };
    const long = trainingTime(network, training, { train: 1000 }, speed, null);
    expect(long.startSeconds).toBeCloseTo(compileSeconds(network, size, 1, speed), 9);
    expect(long.seconds).toBeCloseTo(long.startSeconds + 4 * long.epoch.seconds, 9);
  });

  it('is left out where there are few steps, which then take longer each', () => {
    const training = { ...document.training, batchSize: 10, validationSplit: 0, epochs: 1 };
    const short = trainingTime(network, training, { train: 100 }, speed, null);
    expect(short.startSeconds).toBe(0);
    // A compiled graph costs as much as 16 steps op by op.
    expect(short.seconds).toBeCloseTo(10 * (0.001 + (0.5 + 0.1 * 82) / 16), 6);
    expect(short.epoch.least).toBeLessThan(short.seconds);
    expect(short.epoch.most).toBeGreaterThan(short.seconds);
  });
});
