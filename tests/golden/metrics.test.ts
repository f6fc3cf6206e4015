import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { metricOf, metrics } from '../../src/training/metrics/registry.ts';
import type { TF } from '../../src/training/tensorflow.ts';
import { loadNative } from '../conformance/native.ts';

/** metrics.json, which make_metrics.py makes. */
interface Golden {
  readonly classes: readonly {
    readonly classes: number;
    readonly labels: readonly number[];
    readonly outputs: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
  }[];
  readonly values: {
    readonly shape: number[];
    readonly targets: number[];
    readonly outputs: number[];
    readonly expected: Readonly<Record<string, number>>;
  };
}

const golden: Golden = JSON.parse(readFileSync(new URL('metrics.json', import.meta.url), 'utf8'));

let tf: TF;
beforeAll(async () => {
  tf = await loadNative();
});

const largest = (row: readonly number[]): number => row.indexOf(Math.max(...row));

describe('metrics follow scikit-learn', () => {
  it('has a case for each', () => {
    const names = [golden.classes[0]!, golden.values].flatMap(({ expected }) => Object.keys(expected));
    expect(new Set(names)).toEqual(new Set(Object.keys(metrics)));
  });

  it.each(
    golden.classes.flatMap((each, index) =>
      Object.entries(each.expected).map(([name, expected]) => [name, index + 1, expected, each] as const),
    ),
  )('%s in case %i is %d', (name, _case, expected, { classes, labels, outputs }) => {
    const metric = metricOf(name)!;
    if (metric.of !== 'classes') throw new Error(`${name} is not of classes`);
    const predicted = labels.map((_, at) => largest(outputs.slice(at * classes, (at + 1) * classes)));
    const given = new Float32Array(metric.needsOutputs ? outputs : []);
    expect(metric.measure({ classes, labels, predicted, outputs: given })).toBeCloseTo(expected, 6);
  });

  it.each(Object.entries(golden.values.expected))('%s is %d', (name, expected) => {
    const metric = metricOf(name)!;
    if (metric.of !== 'values') throw new Error(`${name} is not of values`);
    const { shape, targets, outputs } = golden.values;
    const each = metric.perExample(tf, tf.tensor(targets, shape), tf.tensor(outputs, shape));
    expect(each.shape).toEqual([shape[0]]);
    expect(tf.mean(each).dataSync()[0]).toBeCloseTo(expected, 6);
  });

  it.each(Object.values(metrics).flatMap((metric) => (metric.of === 'classes' ? [metric] : [])))(
    '$kind of no example is 0, not NaN',
    (metric) => {
      expect(metric.measure({ classes: 3, labels: [], predicted: [], outputs: new Float32Array() })).toBe(0);
    },
  );
});
