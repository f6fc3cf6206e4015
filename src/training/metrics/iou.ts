import type { CountMetric } from '../metric.ts';
import { macro } from './per-class.ts';

/** Keras's `MeanIoU`: of each class the pixels answered and right, divided by those answered or right. */
export const iou: CountMetric = {
  kind: 'iou',
  better: 'larger',
  targets: ['mask'],
  of: 'counts',
  fromCounts: (counts) => macro(counts, (figures) => figures.iou),
};
