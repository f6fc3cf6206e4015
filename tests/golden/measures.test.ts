import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bestAssignment } from '../../src/insight/assignment.ts';
import { confusionOf } from '../../src/insight/classification.ts';
import { firstFigure } from '../../src/insight/figure.ts';
import { intersectionOverUnion } from '../../src/insight/views/errors/mask-errors.ts';
import { fitOf } from '../../src/insight/views/errors/regression.ts';
import { channelActivity } from '../../src/insight/views/weights/channel-activity.ts';
import { cosines } from '../../src/insight/views/weights/kernel-similarity.ts';
import { weightStatistics } from '../../src/insight/views/weights/weight-statistics.ts';
import { examplesFrom } from '../support/examples.ts';
import { openLent } from '../support/lent-model.ts';

// SciPy, scikit-learn and NumPy, by make_measures.py, from the same formulas.
const golden = JSON.parse(readFileSync(new URL('measures.json', import.meta.url), 'utf8')) as {
  assignments: { rows: number; columns: number; phase: number; steps: number | null; sum: number }[];
  cosines: number[][];
  masks: { jaccard: (number | null)[]; dice: (number | null)[]; accuracy: number };
  regression: { r2: number; mae: number; rmse: number; bias: number };
  weights: { norm: number; mean: number; std: number; small: number };
  activity: { active: number[]; mean: number[]; min: number[]; max: number[] };
};

const wave = (count: number, phase: number): Float32Array =>
  Float32Array.from({ length: count }, (_, at) => Math.sin(1.7 * at + phase));

const expectClose = (found: readonly number[], expected: readonly number[], digits = 5): void => {
  expect(found).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, digits);
};

it.each(golden.assignments)(
  'filters are matched as SciPy assigns $rows rows to $columns columns',
  (asked) => {
    const { rows, columns, phase, steps, sum } = asked;
    const all = Array.from(wave(rows * columns, phase), (value) =>
      steps === null ? value : Math.round(value * steps) / steps,
    );
    const values = Array.from({ length: rows }, (_, row) => all.slice(row * columns, (row + 1) * columns));
    const found = bestAssignment(values);
    expect(new Set(found).size).toBe(rows);
    const own = found.reduce((total, column, row) => total + values[row]![column]!, 0);
    expect(own).toBeCloseTo(sum, 10);
  },
);

it('filters are alike as the cosines of scikit-learn say, one without length to none', () => {
  const values = wave(3 * 3 * 2 * 5, 0.3).map((value, at) => (at % 5 === 4 ? 0 : value));
  const found = cosines({ shape: [3, 3, 2, 5], values });
  expectClose(found.flat(), golden.cosines.flat(), 10);
});

it('masks overlap as scikit-learn says, and a class that never occurs has no overlap', () => {
  const truth = Int32Array.from({ length: 400 }, (_, at) => Math.floor((at * 7) / 3) % 4);
  const predicted = truth.map((label, at) => (at % 50 === 0 ? 3 : (label + Number(at % 5 === 0)) % 4));
  const confusion = confusionOf(truth, predicted, 5);
  const found = intersectionOverUnion(confusion);
  for (const [label, share] of golden.masks.jaccard.entries()) {
    if (share === null) expect(found[label]).toBeNaN();
    else {
      expect(found[label]).toBeCloseTo(share, 12);
      expect((2 * found[label]!) / (1 + found[label]!)).toBeCloseTo(golden.masks.dice[label]!, 12);
    }
  }
  const right = confusion.reduce((sum, row, at) => sum + row[at]!, 0);
  expect(right / 400).toBeCloseTo(golden.masks.accuracy, 12);
});

it('numbers are predicted as well as scikit-learn says', () => {
  const found = fitOf(wave(60, 1.1), wave(60, 1));
  for (const name of ['r2', 'mae', 'rmse', 'bias'] as const)
    expect(found[name], name).toBeCloseTo(golden.regression[name], 8);
  expect(fitOf([1, 2], [3, 3]).r2).toBeNaN();
});

it('weights are as large and as spread as NumPy says', async () => {
  const lent = await openLent(
    [
      ['input', { shape: [6] }, 'numbers'],
      ['dense', { units: 4 }, 'answer'],
    ],
    (_layer, weight, size) =>
      weight === 'kernel'
        ? wave(size, 0).map((value, at) => (at % 6 === 0 ? 0.001 : value))
        : new Float32Array(size),
  );
  const table = firstFigure(await lent.show(weightStatistics, {}), 'table')!;
  const [, count, norm, mean, std, small, broken] = table.rows.find(([name]) => name === 'answer/kernel')!;
  expect([count, broken]).toEqual([24, 0]);
  const { weights } = golden;
  expectClose([norm, mean, std, small].map(Number), [weights.norm, weights.mean, weights.std, weights.small]);
});

it('channels are active as often and as much as NumPy says', async () => {
  const given: Readonly<Record<string, readonly number[]>> = { kernel: [1, 2, 0, -1], bias: [0, 0.5, -1, 0] };
  const lent = await openLent(
    [
      ['input', { shape: [1] }, 'number'],
      ['dense', { units: 4, activation: 'relu' }, 'hidden'],
      ['dense', { units: 2, activation: 'softmax' }, 'answer'],
    ],
    (layer, weight, size) =>
      layer === 'hidden' ? Float32Array.from(given[weight]!) : new Float32Array(size),
  );
  const layer = lent.network.layers.find(({ name }) => name === 'hidden')!;
  const examples = async () => examplesFrom(lent.tools.tf, wave(40, 2), [1], new Int32Array(40));
  const figures = await lent.show(channelActivity, { layer }, {}, { examples });
  const rows = [...firstFigure(figures, 'table')!.rows].sort((a, b) => Number(a[0]) - Number(b[0]));
  for (const [at, name] of (['active', 'mean', 'min', 'max'] as const).entries())
    expectClose(
      rows.map((row) => Number(row[at + 1])),
      golden.activity[name],
      6,
    );
});
