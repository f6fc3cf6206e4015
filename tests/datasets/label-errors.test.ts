import { expect, it } from 'vitest';
import { labelErrors } from '../../src/datasets/checks/label-errors.ts';
import golden from './label-errors.json' with { type: 'json' };

it('thresholds, confident joint and ranked errors are those of NumPy', () => {
  const probabilities = Float32Array.from(golden.probabilities);
  const { thresholds, joint, errors } = labelErrors(probabilities, golden.labels, golden.classes);
  thresholds.forEach((threshold, at) => {
    expect(threshold).toBeCloseTo(golden.thresholds[at]!, 6);
  });
  expect(joint).toEqual(golden.joint);
  expect(errors.map(({ index }) => index)).toEqual(golden.ranked);
  expect(errors.map(({ suggested }) => suggested)).toEqual(golden.suggested);
});

it('a class without examples suggests nothing', () => {
  const { errors, joint } = labelErrors(Float32Array.of(0.1, 0.2, 0.7, 0.8, 0.1, 0.1), [0, 0], 3);
  expect(errors).toEqual([]);
  expect(joint[0]).toEqual([1, 0, 0]);
});
