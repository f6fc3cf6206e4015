import type { ValueMetric } from '../metric.ts';
import { meanSquaredError } from './mean-squared-error.ts';

/** Keras's `RootMeanSquaredError`: the root of the mean over all values. */
export const rootMeanSquaredError: ValueMetric = {
  ...meanSquaredError,
  kind: 'rootMeanSquaredError',
  finish: Math.sqrt,
};
