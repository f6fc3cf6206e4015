import { meanAbsoluteError as loss } from '../losses/mean-absolute-error.ts';
import type { ValueMetric } from '../metric.ts';

export const meanAbsoluteError: ValueMetric = {
  kind: 'meanAbsoluteError',
  title: 'Mean absolute error',
  lesson:
    'How far off each value is, on average, in the values’ own units: with pixels from 0 to 1, an error of 0.05 is 5 % ' +
    'of the way from black to white.',
  better: 'smaller',
  of: 'values',
  perExample: (tf, targets, outputs) => loss.perExample(tf, {}, targets, outputs),
};
