import type { ClassMetric } from '../metric.ts';
import { countsOf, macro } from './per-class.ts';

export const recall: ClassMetric = {
  kind: 'recall',
  better: 'larger',
  targets: ['class', 'labels', 'mask'],
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(countsOf(answers), (figures) => figures.recall),
  fromCounts: (counts) => macro(counts, (figures) => figures.recall),
};
