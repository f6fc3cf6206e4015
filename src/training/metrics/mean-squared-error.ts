import { meanSquaredError as loss } from '../losses/mean-squared-error.ts';
import type { ValueMetric } from '../metric.ts';

export const meanSquaredError: ValueMetric = {
  kind: 'meanSquaredError',
  title: 'Mean squared error',
  lesson:
    'The mean of the squared differences: a few large errors weigh more than many small ones. Comparable between runs ' +
    'that were trained with different losses.',
  better: 'smaller',
  of: 'values',
  perExample: (tf, targets, outputs) => loss.perExample(tf, {}, targets, outputs),
};
