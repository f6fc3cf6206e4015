import { message } from '../../text/message.ts';
import type { ProblemCheck } from './context.ts';

/** The largest power of two that leaves at least two batches; 1 where there are too few for that. */
const fittingBatch = (examples: number): number => 2 ** Math.max(0, Math.floor(Math.log2(examples / 2)));

/** A batch cannot be larger than the training split, less what is held out for validation. */
export const batchSize: ProblemCheck = {
  code: 'batch-too-large',
  find({ document, data }) {
    const { batchSize: batch, validationSplit } = document.training;
    if (!data?.trainingExamples) return [];
    const heldOut = data.ownValidation ? 0 : Math.round(data.trainingExamples * validationSplit);
    const examples = data.trainingExamples - heldOut;
    if (batch <= examples || examples < 1) return [];
    const fitting = fittingBatch(examples);
    return [
      {
        severity: 'error',
        code: 'batch-too-large',
        layer: null,
        onlyTraining: true,
        message: message('engine.batch-too-large', { batch, examples }),
        repairs: [
          {
            label: message('repairs.set-batch', { batch: fitting }),
            action: 'setTraining',
            training: { batchSize: fitting },
          },
        ],
      },
    ];
  },
};
