import { message } from '../../text/message.ts';
import { anyError, type ProblemCheck } from './context.ts';

export const nothingToTrain: ProblemCheck = {
  code: 'nothing-to-train',
  find({ inferred, isolated }, found) {
    if (anyError(found)) return [];
    for (const [id, { known }] of inferred)
      if (!isolated.has(id) && known && known.trainableCount > 0) return [];
    return [
      {
        severity: 'error',
        code: 'nothing-to-train',
        layer: null,
        message: message('network.nothing-to-train'),
        repairs: [],
        pending: true,
      },
    ];
  },
};
