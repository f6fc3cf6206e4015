import type { ClassMetric } from '../metric.ts';

export const accuracy: ClassMetric = {
  kind: 'accuracy',
  better: 'larger',
  targets: ['class'],
  of: 'classes',
  needsOutputs: false,
  measure({ labels, predicted }) {
    let right = 0;
    for (let at = 0; at < predicted.length; at++) if (labels[at] === predicted[at]) right++;
    return predicted.length === 0 ? 0 : right / predicted.length;
  },
};
