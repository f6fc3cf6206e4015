import { meanSquaredError as loss } from '../losses/mean-squared-error.ts';
import type { ValueMetric } from '../metric.ts';

export const meanSquaredError: ValueMetric = {
  kind: 'meanSquaredError',
  better: 'smaller',
  targets: ['numbers', 'input'],
  of: 'values',
  perExample: (tf, targets, outputs) => loss.perExample(tf, {}, targets, outputs),
};
