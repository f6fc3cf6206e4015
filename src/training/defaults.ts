import type { LossName } from './losses/registry.ts';
import type { MetricKind } from './metric.ts';
import { type MetricName, metrics } from './metrics/registry.ts';
import type { TargetKind } from './target.ts';

interface Defaults {
  /** The usual loss. */
  readonly loss: LossName;
  /** What is measured where nothing was chosen. */
  readonly metrics: readonly MetricName[];
}

/** What a target is usually trained and judged by. */
export const defaultsOf: Readonly<Record<TargetKind, Defaults>> = {
  class: { loss: 'categoricalCrossentropy', metrics: [] },
  labels: { loss: 'binaryCrossentropy', metrics: ['f1'] },
  numbers: { loss: 'meanSquaredError', metrics: ['meanAbsoluteError', 'rootMeanSquaredError', 'r2'] },
  mask: { loss: 'categoricalCrossentropy', metrics: ['iou', 'dice'] },
  input: { loss: 'meanSquaredError', metrics: [] },
};

/** The metrics that were chosen, else those of the target. */
export const measuredMetrics = (chosen: readonly MetricKind[], target: TargetKind): readonly MetricKind[] =>
  chosen.length > 0 ? chosen : defaultsOf[target].metrics.map((name) => metrics[name]);
