import { expect, it } from 'vitest';
import type { PretrainedLayer } from '../../../src/protocol/data.ts';
import type { SeriesView } from '../../stores/runs/trainingSeries.ts';
import { pretrainingCurve, stretchAt } from './pretrainingData.ts';

const layer = (name: string, losses: readonly number[]): PretrainedLayer => ({
  layer: `id-${name}`,
  name,
  decoder: 'Dense 4',
  losses: [...losses],
  seconds: 1,
});
const view = (steps: readonly number[], loss: readonly number[]): SeriesView => ({
  steps: Float64Array.from(steps),
  loss: Float64Array.from(loss),
  accuracy: new Float64Array(steps.length).fill(Number.NaN),
});
const at = {
  layer: 'id-F6',
  name: 'F6',
  index: 2,
  count: 2,
  epoch: 1,
  epochs: 2,
  batch: 1,
  batches: 2,
  imagesPerSecond: 100,
  secondsLeft: 1,
  loss: 4,
};

it('puts the layers one after the other, and ends the lines between them', () => {
  const { columns, stretches } = pretrainingCurve(
    view([1, 2, 3, 4, 5], [9, 8, 7, Number.NaN, 4]),
    [layer('C1', [8.5, 6])],
    at,
  );
  expect(columns).toEqual([
    [1, 2, 3, 4, 4.5, 5],
    [9, 8, 7, null, null, 4],
    [null, 8.5, undefined, 6, null, null],
  ]);
  expect(stretches).toEqual([
    { name: 'C1', from: 0, to: 4 },
    { name: 'F6', from: 4, to: 8 },
  ]);
  expect([1, 4, 5].map((place) => stretchAt(stretches, place)?.name)).toEqual(['C1', 'C1', 'F6']);
});

it('draws the epochs alone of a run that is kept', () => {
  const { columns, stretches } = pretrainingCurve(null, [layer('C1', [3, 2]), layer('F6', [5, 4])], null);
  expect(columns).toEqual([
    [1, 2, 2.5, 3, 4],
    [undefined, undefined, null, undefined, undefined],
    [3, 2, null, 5, 4],
  ]);
  expect([1, 2, 3, 4].map((place) => stretchAt(stretches, place)?.name)).toEqual(['C1', 'C1', 'F6', 'F6']);
});
