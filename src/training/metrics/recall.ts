import type { ClassMetric } from '../metric.ts';
import { macro } from './per-class.ts';

export const recall: ClassMetric = {
  kind: 'recall',
  title: 'Recall',
  lesson:
    'Of the examples of a class, the share that were found; the mean over the classes, each counting the same. Low ' +
    'recall means that examples are missed.',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure: (answers) => macro(answers, (figures) => figures.recall),
};
