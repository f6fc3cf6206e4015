import type { Tensor, TF } from '../../layers/tensorflow.ts';
import type { OutputReading } from '../../network/outputs.ts';
import type { ValueMetric } from '../../training/metric.ts';
import { classesToldApart } from '../../training/single-unit.ts';
import { inputAndOutput } from '../model/forward.ts';
import { lossInput, meantBy, readingOf } from '../model/outputs.ts';
import type { StepPlan } from '../model/step.ts';

type MeasuredPlan = Pick<StepPlan, 'backend' | 'network' | 'settings' | 'target'>;

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
}

/**
 * A column for each class, larger for the likelier. Of a single unit its score's negative and its score: they order
 * the examples as the probabilities do, without the ties that rounding makes of these, or takes from them.
 */
function columnsOf(tf: TF, reading: OutputReading, result: Tensor): Tensor {
  const scores = lossInput(tf, reading, result);
  if (reading.single) return tf.concat([tf.neg(scores), scores], 1);
  return reading.meaning === 'distances' ? scores : meantBy(tf, reading, result);
}

/** Null where there is nothing to measure besides loss and accuracy. */
export function createMetricAccumulator(plan: MeasuredPlan): MetricAccumulator | null {
  const { metrics } = plan.settings;
  if (metrics.length === 0) return null;
  const { tf } = plan.backend;
  const { output } = inputAndOutput(plan.network);
  const reading = readingOf(plan);
  const ofValues = metrics.filter((metric): metric is ValueMetric => metric.of === 'values');
  const needsOutputs = metrics.some((metric) => metric.of === 'classes' && metric.needsOutputs);
  const kept: Float32Array[] = [];
  const sums = new Map(ofValues.map(({ kind }) => [kind, 0]));
  let examples = 0;
  return {
    compute(result, targets) {
      const computed = new Map<string, Tensor>();
      if (ofValues.length === 0 && !needsOutputs) return computed;
      if (needsOutputs) computed.set('outputs', columnsOf(tf, reading, result));
      const outputs = meantBy(tf, reading, result);
      for (const metric of ofValues) {
        computed.set(`metric ${metric.kind}`, tf.sum(metric.perExample(tf, targets, outputs)));
      }
      return computed;
    },
    add(count, computed) {
      examples += count;
      if (needsOutputs) kept.push(Float32Array.from(computed.get('outputs')!.dataSync()));
      for (const { kind } of ofValues) {
        const sum = computed.get(`metric ${kind}`)!.dataSync()[0]!;
        sums.set(kind, sums.get(kind)! + sum);
      }
    },
    result(labels, predicted) {
      const classes = classesToldApart(output.outputShape);
      const outputs = new Float32Array(kept.reduce((length, part) => length + part.length, 0));
      let at = 0;
      for (const part of kept) {
        outputs.set(part, at);
        at += part.length;
      }
      return Object.fromEntries(
        metrics.map((metric) => [
          metric.kind,
          metric.of === 'classes'
            ? metric.measure({ classes, labels, predicted, outputs })
            : sums.get(metric.kind)! / Math.max(1, examples),
        ]),
      );
    },
  };
}
