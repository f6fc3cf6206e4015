import type { ClassMetric } from '../metric.ts';
import { macro } from './per-class.ts';

export const recall: ClassMetric = {
  kind: 'recall',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(answers, (figures) => figures.recall),
};
