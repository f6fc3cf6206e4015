import type { MetricKind } from '../metric.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { dice } from './dice.ts';
import { f1 } from './f1.ts';
import { iou } from './iou.ts';
import { meanAbsoluteError } from './mean-absolute-error.ts';
import { meanSquaredError } from './mean-squared-error.ts';
import { precision } from './precision.ts';
import { r2 } from './r2.ts';
import { recall } from './recall.ts';
import { rootMeanSquaredError } from './root-mean-squared-error.ts';
import { top3, top5 } from './top-k.ts';

/** The metrics, in the order of the list that a person chooses from. */
export const metrics = {
  accuracy,
  top3,
  top5,
  precision,
  recall,
  f1,
  auc,
  iou,
  dice,
  meanAbsoluteError,
  meanSquaredError,
  rootMeanSquaredError,
  r2,
} as const satisfies Readonly<Record<string, MetricKind>>;

export type MetricName = keyof typeof metrics;

/** The metric of that name, or undefined if there is none. */
export function metricOf(name: string): MetricKind | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name as MetricName] : undefined;
}
