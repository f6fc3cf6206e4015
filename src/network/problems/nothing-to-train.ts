import { anyError, type ProblemCheck } from './context.ts';

export const nothingToTrain: ProblemCheck = {
  code: 'nothing-to-train',
  find({ inferred, isolated }, found) {
    if (anyError(found)) return [];
    const trains = [...inferred].some(
      ([id, { known }]) => !isolated.has(id) && known && known.trainableCount > 0,
    );
    if (trains) return [];
    return [
      {
        severity: 'error',
        code: 'nothing-to-train',
        layer: null,
        message: 'No layer has weights that can be trained: add a convolution or a Dense layer.',
        repairs: [],
        pending: true,
      },
    ];
  },
};
