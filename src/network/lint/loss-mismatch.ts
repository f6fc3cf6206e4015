import { type ProblemCheck, soleOutput } from '../problems/context.ts';
import { knownOf } from './walk.ts';

export const lossMismatch: ProblemCheck = {
  code: 'loss-mismatch',
  find(context) {
    const { training, data } = context.document;
    const output = soleOutput(context);
    if (output === null || training.loss.kind !== 'meanSquaredError' || data?.target === 'input') return [];
    const known = knownOf(context, output);
    const probabilities =
      known?.kind.probabilities?.(known.params) ?? known?.params['activation'] === 'softmax';
    if (!probabilities) return [];
    return [
      {
        severity: 'warning',
        code: 'loss-mismatch',
        layer: output,
        message:
          'The outputs are probabilities, but the loss is the mean squared error: its gradient vanishes where the network is surely wrong. Cross-entropy is made for probabilities.',
        repairs: [
          {
            label: 'Use cross-entropy',
            action: 'setTraining',
            training: { loss: { kind: 'categoricalCrossentropy', params: {} } },
          },
        ],
      },
    ];
  },
};
