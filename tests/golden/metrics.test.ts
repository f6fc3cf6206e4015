import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { predictedClasses, readingOf } from '../../src/engine/model/outputs.ts';
import type { EvaluationPlan } from '../../src/engine/training/evaluate.ts';
import { classReport, reportOf } from '../../src/engine/training/evaluation-report.ts';
import { createMetricAccumulator } from '../../src/engine/training/metric-accumulator.ts';
import { TextError } from '../../src/text/text-error.ts';
import { metricOf, metrics } from '../../src/training/metrics/registry.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import type { TargetSpec } from '../../src/training/target.ts';
import type { Tensor, TF } from '../../src/training/tensorflow.ts';
import { chain } from '../engine/networks.ts';
import { loadTensorFlow, openTestBackend } from '../support/backend.ts';

/** metrics.json, which make_metrics.py makes. */
interface Golden {
  readonly ties: {
    readonly outputs: readonly (readonly (number | string | null)[])[];
    /** By example and class: whether that class counts as found. */
    readonly top3: readonly (readonly number[])[];
    readonly top5: readonly (readonly number[])[];
  };
  readonly classes: readonly {
    readonly classes: number;
    readonly labels: readonly number[];
    readonly outputs: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
  }[];
  readonly single: {
    readonly labels: readonly number[];
    readonly scores: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
    readonly confusion: readonly (readonly number[])[];
    readonly second: Readonly<Record<'precision' | 'recall' | 'f1', number>>;
  };
  readonly numbers: {
    readonly count: number;
    readonly targets: readonly number[];
    readonly outputs: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
    readonly each: Readonly<Record<'meanAbsoluteError' | 'rootMeanSquaredError' | 'r2', readonly number[]>>;
  };
  readonly labels: {
    readonly targets: readonly number[];
    readonly scores: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
    readonly each: readonly number[];
  };
  readonly masks: {
    readonly targets: readonly number[];
    readonly scores: readonly number[];
    readonly expected: Readonly<Record<string, number>>;
    readonly each: readonly number[];
    readonly confusion: readonly (readonly number[])[];
  };
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
  tf = await loadTensorFlow();
});

/** Of an evaluation, what these reports do not read. */
const blank = { loss: 0, accuracy: null, predicted: new Int32Array(), values: new Float32Array() };

const largest = (row: readonly number[]): number => row.indexOf(Math.max(...row));

describe('metrics follow scikit-learn', () => {
  it('has a case for each', () => {
    const { numbers, masks } = golden;
    const all = [golden.classes[0]!, golden.values, numbers, masks];
    const names = all.flatMap(({ expected }) => Object.keys(expected));
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

  it.each(['top3', 'top5'] as const)('%s where outputs tie or are not finite follows Keras', (name) => {
    const metric = metricOf(name)!;
    if (metric.of !== 'classes') throw new Error(`${name} is not of classes`);
    const found = golden.ties.outputs.map((row) => {
      const outputs = Float32Array.from(row, (value) => (value === null ? Number.NaN : Number(value)));
      return row.map((_, label) =>
        metric.measure({ classes: row.length, labels: [label], predicted: [0], outputs }),
      );
    });
    expect(found).toEqual(golden.ties[name]);
  });

  it.each(Object.entries(golden.values.expected))('%s is %d', (name, expected) => {
    const metric = metricOf(name)!;
    if (metric.of !== 'values') throw new Error(`${name} is not of values`);
    const { shape, targets, outputs } = golden.values;
    const each = metric.perExample(tf, tf.tensor(targets, shape), tf.tensor(outputs, shape));
    expect(each.shape).toEqual([shape[0]]);
    expect(tf.mean(each).dataSync()[0]).toBeCloseTo(expected, 6);
  });

  it('of a single unit for two classes, and of its confusion matrix', async () => {
    const { labels, scores, expected, confusion, second } = golden.single;
    const resolution = resolveSettings(
      trainingSettingsSchema.parse({
        metrics: Object.keys(expected),
        loss: { kind: 'binaryCrossentropy', params: {} },
      }),
    );
    if (!resolution.ok) throw new TextError(resolution.error);
    const plan: EvaluationPlan = {
      backend: await openTestBackend(),
      network: chain(['input', { shape: [1] }], ['dense', { units: 1, activation: 'sigmoid' }]),
      settings: resolution.settings,
      target: 'class',
    };
    const measure = createMetricAccumulator(plan)!;
    // In two batches, of which the second is smaller.
    const predicted = [scores.slice(0, 32), scores.slice(32)].flatMap((part) => {
      const tensor = tf.tensor(part, [part.length, 1]);
      measure.add(part.length, measure.compute(tensor, tf.zerosLike(tensor)));
      return [...predictedClasses(tf, readingOf(plan), tensor).dataSync()];
    });
    const result = measure.result(labels, predicted);
    for (const [name, value] of Object.entries(expected)) expect(result[name], name).toBeCloseTo(value, 6);
    const report = classReport(predicted, labels, ['no', 'yes']);
    expect(report.confusion).toEqual(confusion);
    for (const name of ['precision', 'recall', 'f1'] as const)
      expect(report.perClass[1]![name], name).toBeCloseTo(second[name], 6);
  });

  /** Gathered in two batches, of which the second is smaller. */
  async function gather(
    given: { readonly expected: Readonly<Record<string, number>>; readonly targets: readonly number[] },
    outputs: readonly number[],
    plan: Pick<EvaluationPlan, 'network' | 'target'> & { readonly loss: string },
    shape: readonly number[],
    prepare: (targets: Tensor) => Tensor = (targets) => targets,
  ) {
    const resolution = resolveSettings(
      trainingSettingsSchema.parse({
        metrics: Object.keys(given.expected),
        loss: { kind: plan.loss, params: {} },
      }),
    );
    if (!resolution.ok) throw new TextError(resolution.error);
    const backend = await openTestBackend();
    const measure = createMetricAccumulator({ ...plan, backend, settings: resolution.settings })!;
    const results = tf.reshape(tf.tensor1d([...outputs]), [-1, ...plan.network.layers.at(-1)!.outputShape]);
    const targets = tf.reshape(tf.tensor1d([...given.targets]), [-1, ...shape]);
    const count = targets.shape[0]!;
    const first = Math.ceil(count / 2);
    for (const [from, some] of [
      [0, first],
      [first, count - first],
    ] as const) {
      const part = prepare(tf.slice(targets, from, some));
      measure.add(some, measure.compute(tf.slice(results, from, some), part));
    }
    const found = measure.result([], []);
    for (const [name, value] of Object.entries(given.expected))
      expect(found[name], name).toBeCloseTo(value, 5);
    return measure.gathered();
  }

  it('of numbers, together and each', async () => {
    const { numbers } = golden;
    const network = chain(['input', { shape: [1] }], ['dense', { units: numbers.count }]);
    const plan = { network, target: 'numbers', loss: 'meanSquaredError' } as const;
    const gathered = await gather(numbers, numbers.outputs, plan, [numbers.count]);
    const target: TargetSpec = { kind: 'numbers', count: numbers.count };
    const { perNumber } = reportOf({ ...blank, gathered }, [], target);
    for (const name of ['meanAbsoluteError', 'rootMeanSquaredError', 'r2'] as const)
      perNumber!.forEach((each, at) => {
        expect(each[name], `${name} of ${each.name}`).toBeCloseTo(numbers.each[name][at]!, 5);
      });
  });

  it('of labels, and F1 of each, one of which never occurs', async () => {
    const { labels } = golden;
    const network = chain(['input', { shape: [1] }], ['dense', { units: 4, activation: 'sigmoid' }]);
    const plan = { network, target: 'labels', loss: 'binaryCrossentropy' } as const;
    const gathered = await gather(labels, labels.scores, plan, [4]);
    const target: TargetSpec = { kind: 'labels', names: ['a', 'b', 'c', 'd'] };
    const { perClass } = reportOf({ ...blank, gathered }, [], target);
    perClass.forEach(({ f1 }, at) => {
      expect(f1).toBeCloseTo(labels.each[at]!, 6);
    });
  });

  it('of masks, IoU of each class and the confusion of the pixels', async () => {
    const { masks } = golden;
    const conv = { filters: 4, kernelSize: [1, 1], activation: 'softmax' };
    const network = chain(['input', { shape: [4, 5, 1] }], ['conv2d', conv]);
    const plan = { network, target: 'mask', loss: 'categoricalCrossentropy' } as const;
    const gathered = await gather(masks, masks.scores, plan, [4, 5], (targets) =>
      tf.cast(tf.oneHot(tf.cast(targets, 'int32'), 4), 'float32'),
    );
    const target: TargetSpec = { kind: 'mask', height: 4, width: 5, classes: ['a', 'b', 'c', 'd'] };
    const { perClass, confusion } = reportOf({ ...blank, gathered }, [], target);
    expect(confusion).toEqual(masks.confusion);
    perClass.forEach(({ iou }, at) => {
      expect(iou).toBeCloseTo(masks.each[at]!, 6);
    });
  });

  it.each(Object.values(metrics).flatMap((metric) => (metric.of === 'classes' ? [metric] : [])))(
    '$kind of no example is 0, not NaN',
    (metric) => {
      expect(metric.measure({ classes: 3, labels: [], predicted: [], outputs: new Float32Array() })).toBe(0);
    },
  );
});
