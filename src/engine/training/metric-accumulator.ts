import { sizeOf } from '../../layers/shape.ts';
import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { OutputReading } from '../../network/outputs.ts';
import type { ClassCounts, MetricKind, NumberAnswers, ValueMetric } from '../../training/metric.ts';
import { classCountOf } from '../../training/single-unit.ts';
import { inputAndOutput } from '../model/forward.ts';
import { applyMeaning, lossInput, predictedClasses, predictedLabels, readingOf } from '../model/outputs.ts';
import type { StepPlan } from '../model/step.ts';

type MeasuredPlan = Pick<StepPlan, 'backend' | 'network' | 'settings' | 'target'>;

/** What was gathered of all batches, as far as the target has it. */
export interface AccumulatedMetrics {
  /** Of labels and masks. */
  readonly counts: ClassCounts | null;
  /** Of masks: pixels by actual and predicted class, `[classes, classes]`. */
  readonly confusion: Float64Array | null;
  /** Of numbers. */
  readonly numbers: NumberAnswers | null;
}

/** Gathers, batch by batch, what the metrics of a run are computed from. */
export interface MetricAccumulator {
  /**
   * What is gathered of a batch, made of tensor operations alone.
   * @param result of the forward pass with the reading's `logitsOf`, `[batch, ...output]`
   * @param targets of the same shape
   */
  compute(result: Tensor, targets: Tensor): Map<string, Tensor>;
  /** Takes in what `compute` gave for a batch. */
  add(examples: number, computed: ReadonlyMap<string, Tensor>): void;
  /**
   * @param labels the true class of each example that was added, in order
   * @param predicted the class that was answered; empty without classes
   * @returns each metric by name
   */
  result(labels: ArrayLike<number>, predicted: ArrayLike<number>): Record<string, number>;
  gathered(): AccumulatedMetrics;
}

/**
 * A column for each class, larger for the likelier. Of a single unit its score's negative and its score: they order
 * the examples as the probabilities do, without the ties that rounding makes of these, or takes from them.
 */
function columnsOf(tf: TF, reading: OutputReading, result: Tensor): Tensor {
  const scores = lossInput(tf, reading, result);
  if (reading.single) return tf.concat([tf.neg(scores), scores], 1);
  return reading.meaning === 'distances' ? scores : applyMeaning(tf, reading, result);
}

/** Of a mask: pixels by actual and predicted class, `[classes, classes]`. Whole numbers, exact in float32. */
function confusionOf(tf: TF, reading: OutputReading, result: Tensor, targets: Tensor): Tensor {
  const depth = reading.single ? 2 : targets.shape.at(-1)!;
  const apart = (classes: Tensor): Tensor => tf.cast(tf.oneHot(tf.reshape(classes, [-1]), depth), 'float32');
  const actual = reading.single ? apart(tf.cast(targets, 'int32')) : tf.reshape(targets, [-1, depth]);
  const predicted = apart(predictedClasses(tf, reading, lossInput(tf, reading, result)));
  return tf.matMul(actual, predicted, true, false);
}

/** Of labels: hits, actual and claimed ones, `[3, labels]`. */
function labelCounts(tf: TF, reading: OutputReading, result: Tensor, targets: Tensor): Tensor {
  const predicted = predictedLabels(tf, reading, lossInput(tf, reading, result));
  return tf.stack([tf.mul(targets, predicted), targets, predicted].map((each) => tf.sum(each, 0)));
}

/** Lists that grow batch by batch. */
function createColumns() {
  const parts: Float32Array[] = [];
  return {
    add: (tensor: Tensor) => void parts.push(Float32Array.from(tensor.dataSync())),
    all(): Float32Array {
      const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
      let at = 0;
      for (const part of parts) {
        all.set(part, at);
        at += part.length;
      }
      return all;
    },
  };
}

function addTo(sums: Float64Array, tensor: Tensor): void {
  const values = tensor.dataSync();
  for (let at = 0; at < sums.length; at++) sums[at]! += values[at]!;
}

function countsFrom(sums: Float64Array, target: MeasuredPlan['target'], classes: number): ClassCounts {
  if (target === 'labels') {
    const row = (at: number): Float64Array => sums.subarray(at * classes, (at + 1) * classes);
    return { hits: row(0), actual: row(1), claimed: row(2), countsAbsent: true };
  }
  const each = Array.from({ length: classes }, (_, own) => own);
  const total = (of: (other: number) => number): number =>
    each.reduce((sum, other) => sum + sums[of(other)]!, 0);
  return {
    hits: each.map((own) => sums[own * classes + own]!),
    actual: each.map((own) => total((other) => own * classes + other)),
    claimed: each.map((own) => total((other) => other * classes + own)),
    countsAbsent: false,
  };
}

/** Null where there is nothing to measure besides loss and accuracy. */
export function createMetricAccumulator(plan: MeasuredPlan): MetricAccumulator | null {
  const { target } = plan;
  const { metrics } = plan.settings;
  const counted = target === 'labels' || target === 'mask';
  if (metrics.length === 0 && !counted && target !== 'numbers') return null;
  const { tf } = plan.backend;
  const { outputShape } = inputAndOutput(plan.network).output;
  const reading = readingOf(plan);
  const ofValues = metrics.filter((metric): metric is ValueMetric => metric.of === 'values');
  const needsOutputs = metrics.some((metric) => metric.of === 'classes' && metric.needsOutputs);
  const classes = target === 'mask' && !reading.single ? outputShape.at(-1)! : classCountOf(outputShape);
  const width = target === 'labels' ? sizeOf(outputShape) : reading.single ? 2 : classes;
  const sums = new Map(ofValues.map(({ kind }) => [kind, 0]));
  const counts = new Float64Array(counted ? (target === 'labels' ? 3 : width) * width : 0);
  const columns = createColumns();
  const numberTargets = createColumns();
  const numberOutputs = createColumns();
  let examples = 0;

  const gathered = (): AccumulatedMetrics => ({
    counts: counted ? countsFrom(counts, target, width) : null,
    confusion: target === 'mask' ? counts : null,
    numbers:
      target === 'numbers'
        ? { count: sizeOf(outputShape), targets: numberTargets.all(), outputs: numberOutputs.all() }
        : null,
  });

  return {
    compute(result, targets) {
      const computed = new Map<string, Tensor>();
      if (needsOutputs) computed.set('outputs', columnsOf(tf, reading, result));
      if (target === 'labels') computed.set('counts', labelCounts(tf, reading, result, targets));
      if (target === 'mask') computed.set('counts', confusionOf(tf, reading, result, targets));
      if (ofValues.length === 0 && target !== 'numbers') return computed;
      const outputs = applyMeaning(tf, reading, result);
      for (const metric of ofValues) {
        computed.set(`metric ${metric.kind}`, tf.sum(metric.perExample(tf, targets, outputs)));
      }
      if (target === 'numbers') {
        // Results of a computation must not be its inputs.
        computed.set('number targets', tf.clone(targets));
        computed.set('number outputs', tf.clone(outputs));
      }
      return computed;
    },
    add(count, computed) {
      examples += count;
      if (needsOutputs) columns.add(computed.get('outputs')!);
      if (counted) addTo(counts, computed.get('counts')!);
      for (const { kind } of ofValues) {
        const sum = computed.get(`metric ${kind}`)!.dataSync()[0]!;
        sums.set(kind, sums.get(kind)! + sum);
      }
      if (target === 'numbers') {
        numberTargets.add(computed.get('number targets')!);
        numberOutputs.add(computed.get('number outputs')!);
      }
    },
    result(labels, predicted) {
      const found = gathered();
      const measure = (metric: MetricKind): number => {
        if (metric.of === 'values') {
          const mean = sums.get(metric.kind)! / Math.max(1, examples);
          return metric.finish?.(mean) ?? mean;
        }
        if (metric.of === 'numbers') return found.numbers ? metric.measure(found.numbers) : 0;
        if (found.counts) return metric.fromCounts?.(found.counts) ?? 0;
        if (metric.of === 'counts') return 0;
        return metric.measure({ classes, labels, predicted, outputs: columns.all() });
      };
      return Object.fromEntries(metrics.map((metric) => [metric.kind, measure(metric)]));
    },
    gathered,
  };
}
