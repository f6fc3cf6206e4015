import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Curve,
  classScores,
  confusionOf,
  precisionRecallCurve,
  reliability,
  rocCurve,
} from '../../src/insight/classification.ts';

type GoldenCurve = readonly [x: number[], y: number[], area: number];

/** What make_errors.py made. */
const golden: {
  readonly classes: readonly ({ readonly roc: GoldenCurve; readonly precisionRecall: GoldenCurve } | null)[];
  readonly calibration: readonly [confidence: number[], accuracy: number[]];
  readonly confusion: number[][];
  readonly perClass: readonly [precision: number[], recall: number[], f1: number[], support: number[]];
} = JSON.parse(readFileSync(new URL('errors.json', import.meta.url), 'utf8'));

const classes = 4;
const actual = Array.from({ length: 60 }, (_, at) => (at * at + Math.floor(at / 7)) % 3);
const raw = actual.map((own, at) =>
  Array.from({ length: classes }, (_, c) => {
    const value = 1.5 + Math.sin(3 * at + c) + (c === own ? 1.2 : 0);
    return Number(value.toFixed(1));
  }),
);
const shares = raw.map((row) => row.map((value) => value / row.reduce((sum, each) => sum + each, 0)));
const predicted = shares.map((row) => row.indexOf(Math.max(...row)));

const near = (found: ArrayLike<number>, expected: readonly number[]): void => {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, 5);
  });
};

describe('curves and scores of answers, with ties and a class without examples, equal scikit-learn:', () => {
  it.each([
    ['ROC', rocCurve, 'roc'],
    ['precision and recall', precisionRecallCurve, 'precisionRecall'],
  ] as const)('%s', (_, curve, name) => {
    golden.classes.forEach((expected, own) => {
      const found: Curve | null = curve(
        raw.map((row) => row[own]!),
        (at) => actual[at] === own,
      );
      if (!expected) {
        expect(found).toBeNull();
        return;
      }
      const [x, y, area] = expected[name];
      near(found!.x, x);
      near(found!.y, y);
      expect(found!.area).toBeCloseTo(area, 5);
    });
    expect(golden.classes.filter((each) => each === null)).toHaveLength(1);
  });

  it('the reliability diagram', () => {
    const { bins, error } = reliability(
      shares.map((row) => Math.max(...row)),
      (at) => predicted[at] === actual[at],
      10,
    );
    near(
      bins.map(({ confidence }) => confidence),
      golden.calibration[0],
    );
    near(
      bins.map(({ accuracy }) => accuracy),
      golden.calibration[1],
    );
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(60);
    const distance = bins.map(
      ({ accuracy, confidence, count }) => (count / 60) * Math.abs(accuracy - confidence),
    );
    expect(error).toBeCloseTo(
      distance.reduce((sum, each) => sum + each, 0),
      10,
    );
  });

  it('the confusion matrix, precision, recall, F1 and support', () => {
    const confusion = confusionOf(actual, predicted, classes);
    expect(confusion).toEqual(golden.confusion);
    const scores = classScores(confusion);
    (['precision', 'recall', 'f1', 'support'] as const).forEach((name, at) => {
      near(
        scores.map((own) => own[name]),
        golden.perClass[at]!,
      );
    });
  });
});
