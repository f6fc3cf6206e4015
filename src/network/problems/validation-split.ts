import { message } from '../../text/message.ts';
import type { ProblemCheck } from './context.ts';

const step = 0.05;

/** The smallest share in steps of 5 % that holds out an example; null where that leaves none to train on. */
function fittingShare(examples: number): number | null {
  for (let count = 1; count * step < 1; count++) {
    const share = Number((count * step).toFixed(2));
    if (Math.round(examples * share) > 0) return Math.round(examples * share) < examples ? share : null;
  }
  return null;
}

/** A share that is held out for validation has to hold an example. */
export const validationSplit: ProblemCheck = {
  code: 'validation-empty',
  find({ document, data }) {
    const { validationSplit: share } = document.training;
    const examples = data?.trainingExamples;
    if (!examples || data.ownValidation || share === 0 || Math.round(examples * share) > 0) return [];
    const fitting = fittingShare(examples);
    return [
      {
        severity: 'error',
        code: 'validation-empty',
        layer: null,
        onlyTraining: true,
        message: message('engine.validation-empty', { share, examples }),
        repairs: [...(fitting === null ? [] : [fitting]), 0].map((validationSplit) => ({
          label: message('repairs.set-validation', { share: validationSplit }),
          action: 'setTraining' as const,
          training: { validationSplit },
        })),
      },
    ];
  },
};
