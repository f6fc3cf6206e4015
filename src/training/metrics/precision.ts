import type { ClassMetric } from '../metric.ts';
import { countsOf, macro } from './per-class.ts';

export const precision: ClassMetric = {
  kind: 'precision',
  better: 'larger',
  targets: ['class', 'labels', 'mask'],
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(countsOf(answers), (figures) => figures.precision),
  fromCounts: (counts) => macro(counts, (figures) => figures.precision),
};
