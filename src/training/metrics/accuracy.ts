import type { ClassMetric } from '../metric.ts';

export const accuracy: ClassMetric = {
  kind: 'accuracy',
  title: 'Accuracy',
  lesson:
    'The share of examples whose largest output is the true class. Every run measures it. Where one class is much ' +
    'more frequent than the others, guessing it always is accurate and useless: look at F1 there.',
  better: 'larger',
  of: 'classes',
  needsOutputs: false,
  measure({ labels, predicted }) {
    let right = 0;
    for (let at = 0; at < predicted.length; at++) if (labels[at] === predicted[at]) right++;
    return predicted.length === 0 ? 0 : right / predicted.length;
  },
};
