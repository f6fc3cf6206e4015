import { expect, it } from 'vitest';
import type { EpochRecord, RunSummary } from '../../../../src/protocol/data.ts';
import { compareColumns, knownCurves } from './columns.ts';
import { figureRows } from './figures.ts';

const epoch = (at: number, valAccuracy: number | null): EpochRecord => ({
  epoch: at,
  loss: 1 / at,
  accuracy: null,
  valLoss: null,
  valAccuracy,
  seconds: 1,
  imagesPerSecond: 100,
});
const run = (id: string, epochs: EpochRecord[], more: Partial<RunSummary> = {}): RunSummary => ({
  run: id,
  name: id,
  state: 'finished',
  startedAt: '2026-01-01T00:00:00Z',
  dataset: 'mnist-10k',
  epochs,
  test: null,
  params: 100,
  seconds: 10,
  message: '',
  tags: [],
  notes: '',
  ...more,
});

it('puts runs of different length over the same epochs', () => {
  const short = run('a', [epoch(1, 0.5)]);
  const long = run('b', [epoch(1, 0.4), epoch(2, 0.6), epoch(3, Number.NaN)]);
  expect(compareColumns([short, long], 'valAccuracy')).toEqual([
    [1, 2, 3],
    [0.5, null, null],
    [0.4, 0.6, null],
  ]);
  expect(knownCurves([short, long])).toEqual(['valAccuracy', 'loss']);
  expect(knownCurves([run('c', [])])).toEqual([]);
});

it('marks the best of each figure where they differ and one is better', () => {
  const rows = figureRows([
    run('a', [epoch(1, 0.5), epoch(2, 0.4)], { seconds: 20 }),
    run('b', [epoch(1, 0.3)], { params: 200 }),
    run('c', [], { state: 'diverged', seconds: 0, params: 300 }),
  ]);
  const best = Object.fromEntries(rows.map(({ title, cells }) => [title, cells.map((cell) => cell.best)]));
  expect(best).toMatchObject({
    'Best validation accuracy': [true, false, false],
    Time: [false, true, false],
    Parameters: [true, false, false],
    'Examples per second': [false, false, false],
    Epochs: [false, false, false],
  });
  expect(rows.map(({ title }) => title)).not.toContain('Test accuracy');
});
