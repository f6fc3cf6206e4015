import { describe, expect, it } from 'vitest';
import { sentence } from '../text/message.ts';
import type { Split } from './dataset.ts';
import { noticesOf, type ReportParts, reportOf } from './report.ts';

const split = (labels: readonly number[], values: readonly number[] = [0, 200]): Split => ({
  count: labels.length,
  shape: [1, 2, 1],
  images: Uint8Array.from({ length: 2 * labels.length }, (_, at) => values[at % values.length]!),
  labels: Int32Array.from(labels),
});
const report = (given: Partial<ReportParts>) =>
  reportOf({
    format: 'made up',
    classes: ['cat', 'dog'],
    heldOut: null,
    train: split([0, 1, 1]),
    validation: null,
    test: split([1]),
    ...given,
  });
const warnings = (given: Partial<ReportParts>) => report(given).warnings.map((detail) => sentence(detail));

describe('the report on data', () => {
  it('counts examples of each split and class, and tells size and range', () => {
    expect(report({ validation: split([0, 0], [7, 255]) })).toMatchObject({
      splits: { train: 3, validation: 2, test: 1 },
      classes: [
        { name: 'cat', train: 1, validation: 2, test: 0 },
        { name: 'dog', train: 2, validation: 0, test: 1 },
      ],
      shape: [1, 2, 1],
      sizes: [{ height: 1, width: 2, count: 6 }],
      range: [0, 255],
      target: 'class',
      leftOutCount: 0,
      warnings: [],
    });
  });

  it('warns where the data look wrong', () => {
    expect(warnings({ train: split([0, 1, 1], [0, 1]), test: split([1], [0]) })).toEqual([
      expect.stringMatching(/^All values are 0 or 1 of 255/),
    ]);
    expect(warnings({ train: split([0, 1, 1], [9]), test: split([1], [9]) })).toEqual([
      expect.stringMatching(/^Every value of every example is 9/),
    ]);
    const [train, classes] = [split([0, 1, 2]), ['a', 'b', 'c', 'd']];
    expect(warnings({ train, classes, test: split([3]) })).toEqual([
      expect.stringMatching(/^There are 4 classes for 4 examples/),
    ]);
    expect(warnings({ classes: ['cat'], train: split([0]), test: split([0]) })).toEqual([
      expect.stringMatching(/^There is only one class/),
    ]);
  });

  it('names a hundred files that were left out, and counts all of them', () => {
    const leftOut = Array.from({ length: 150 }, (_, at) => ({ file: `${at}.png`, reason: 'it is broken' }));
    const found = report({ leftOut });
    expect([found.leftOut.length, found.leftOutCount]).toEqual([100, 150]);
    expect(noticesOf(found).map((detail) => sentence(detail))).toEqual([
      '150 files were left out, the first of them 0.png: it is broken.',
    ]);
  });
});
