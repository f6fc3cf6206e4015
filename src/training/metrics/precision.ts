import type { ClassMetric } from '../metric.ts';
import { macro } from './per-class.ts';

export const precision: ClassMetric = {
  kind: 'precision',
  title: 'Precision',
  lesson:
    'Of the examples that were given a class, the share that belong to it; the mean over the classes, each counting ' +
    'the same. Low precision means false alarms.',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(answers, (figures) => figures.precision),
};
