import type { CountMetric } from '../metric.ts';
import { macro } from './per-class.ts';

/** The Dice coefficient of each class, which is its F1 over the pixels; the mean over the classes. */
export const dice: CountMetric = {
  kind: 'dice',
  better: 'larger',
  targets: ['mask'],
  of: 'counts',
  fromCounts: (counts) => macro(counts, (figures) => figures.f1),
};
