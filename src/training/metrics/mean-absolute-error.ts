import { meanAbsoluteError as loss } from '../losses/mean-absolute-error.ts';
import type { ValueMetric } from '../metric.ts';

export const meanAbsoluteError: ValueMetric = {
  kind: 'meanAbsoluteError',
  better: 'smaller',
  targets: ['numbers', 'input'],
  of: 'values',
  perExample: (tf, targets, outputs) => loss.perExample(tf, {}, targets, outputs),
};
