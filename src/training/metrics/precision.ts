import type { ClassMetric } from '../metric.ts';
import { macro } from './per-class.ts';

export const precision: ClassMetric = {
  kind: 'precision',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(answers, (figures) => figures.precision),
};
