import { describe, expect, it } from 'vitest';
import type { EpochRecord } from '../../../src/protocol/data.ts';
import { curveColumns } from './curveData.ts';

const view = (steps: number[], loss: number[]) => ({
  steps: Float64Array.from(steps),
  loss: Float64Array.from(loss),
  accuracy: Float64Array.from(loss, (value) => 1 - value),
});

const record = (epoch: number, loss: number, valLoss: number | null): EpochRecord => ({
  epoch,
  loss,
  accuracy: 1 - loss,
  valLoss,
  valAccuracy: valLoss === null ? null : 1 - valLoss,
  seconds: 1,
  imagesPerSecond: 1000,
});

describe('curveColumns', () => {
  it('puts an epoch at the step that ended it', () => {
    const columns = curveColumns(
      view([1, 2, 3, 4], [0.9, 0.8, 0.7, 0.6]),
      [record(1, 0.85, 0.75)],
      2,
      'loss',
    );
    expect(columns).toEqual([
      [1, 2, 3, 4],
      [0.9, 0.8, 0.7, 0.6],
      [null, 0.85, null, null],
      [null, 0.75, null, null],
    ]);
  });

  it('makes a row of its own where the batches were thinned out', () => {
    const [steps, each, train] = curveColumns(view([2, 4], [0.5, 0.25]), [record(1, 0.4, null)], 3, 'loss');
    expect(steps).toEqual([2, 3, 4]);
    expect(each).toEqual([0.5, 0.5, 0.25]);
    expect(train).toEqual([null, 0.4, null]);
  });

  it('draws accuracy, leaves out validation where there is none, and what is no number', () => {
    const columns = curveColumns(view([1], [Number.NaN]), [record(1, 0.25, null)], 1, 'accuracy');
    expect(columns).toEqual([[1], [null], [0.75], [null]]);
  });
});
