import type { ClassMetric } from '../metric.ts';
import { macro } from './per-class.ts';

export const f1: ClassMetric = {
  kind: 'f1',
  title: 'F1',
  lesson:
    'Precision and recall in one number, their harmonic mean: high only where both are. The mean over the classes, ' +
    'each counting the same, so that a rare class matters as much as a frequent one.',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(answers, (figures) => figures.f1),
};
