import { message } from '../../../text/message.ts';
import { type ClassScores, classScores, confusionOf } from '../../classification.ts';
import { defineErrors } from './answers.ts';

const caption = (name: string) => message('members.caption', { view: 'class-report', name });
const names = ['precision', 'recall', 'f1', 'support'] as const;

/** Precision, recall and F1 of each class, and their means: over classes, and over examples. */
export const classReport = defineErrors({
  parameters: {},
  show({ labels }, { actual, predicted, classes }) {
    const scores = classScores(confusionOf(actual, predicted, classes));
    const all = scores.reduce((sum, { support }) => sum + support, 0);
    const mean = (of: keyof ClassScores, weight: (scores: ClassScores) => number): number =>
      scores.reduce((sum, own) => sum + own[of] * weight(own), 0);
    const means = (weight: (scores: ClassScores) => number): readonly number[] => [
      ...names.slice(0, 3).map((name) => mean(name, weight)),
      all,
    ];
    return [
      {
        figure: 'table',
        of: 'rows',
        title: null,
        columns: [message('insight.class'), ...names.map(caption)],
        rows: [
          ...scores.map((own, at) => [labels[at]!, ...names.map((name) => own[name])]),
          [caption('macro'), ...means(() => 1 / Math.max(1, classes))],
          [caption('weighted'), ...means(({ support }) => support / Math.max(1, all))],
        ],
      },
    ];
  },
});
