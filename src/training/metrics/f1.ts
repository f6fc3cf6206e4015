import type { ClassMetric } from '../metric.ts';
import { countsOf, macro } from './per-class.ts';

export const f1: ClassMetric = {
  kind: 'f1',
  better: 'larger',
  targets: ['class', 'labels', 'mask'],
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(countsOf(answers), (figures) => figures.f1),
  fromCounts: (counts) => macro(counts, (figures) => figures.f1),
};
