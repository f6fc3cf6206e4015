import type { ClassMetric } from '../metric.ts';
import { macro } from './per-class.ts';

export const f1: ClassMetric = {
  kind: 'f1',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(answers, (figures) => figures.f1),
};
