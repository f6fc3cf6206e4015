import { lossOf } from '../../training/losses/registry.ts';
import { isSingleUnit } from '../../training/single-unit.ts';
import type { Problem, Repair } from '../network.ts';
import { type ProblemCheck, soleOutput } from '../problems/context.ts';
import { knownOf } from './walk.ts';

const vanishing =
  'The outputs are probabilities, but the loss compares them as plain numbers: its gradient vanishes where the network is surely wrong. Cross-entropy is made for probabilities.';
const margin =
  'The outputs are probabilities that sum to 1, but the loss wants plain scores, of which the true one leads by 1: no softmax can give it that, so it never has enough.';

/** What is wrong with a loss behind a softmax over classes, and whether plain scores would mend it too. */
const wrong: Readonly<Record<string, { readonly message: string; readonly scores?: true }>> = {
  meanSquaredError: { message: vanishing },
  meanAbsoluteError: { message: vanishing },
  huber: { message: vanishing },
  hinge: { message: margin, scores: true },
  squaredHinge: { message: margin, scores: true },
  categoricalHinge: { message: margin, scores: true },
  binaryCrossentropy: {
    message:
      'The outputs are probabilities of which one class has the most, but binary cross-entropy asks about each class by itself: it trains sigmoids, and the softmax comes in only afterwards. Cross-entropy trains what the network puts out.',
  },
};

/** One sigmoid for two classes, with a loss that wants the first at -1. */
function singleSigmoid(layer: string, loss: string): Problem[] {
  if (!lossOf(loss)?.signed) return [];
  const mend = (activation: string): Repair => ({
    label: `Set its activation to ${activation}`,
    action: 'setParams',
    layer,
    params: { activation },
  });
  const message =
    'The loss wants the output at -1 for the first class and at 1 for the second, but a sigmoid does not go below 0.';
  return [
    { severity: 'warning', code: 'loss-mismatch', layer, message, repairs: [mend('tanh'), mend('linear')] },
  ];
}

export const lossMismatch: ProblemCheck = {
  code: 'loss-mismatch',
  find(context) {
    const { training, data } = context.document;
    const output = soleOutput(context);
    const fault = Object.hasOwn(wrong, training.loss.kind) ? wrong[training.loss.kind]! : null;
    if (output === null || fault === null || data?.target === 'input') return [];
    const known = knownOf(context, output);
    if (known && isSingleUnit(known.shape) && known.params['activation'] === 'sigmoid')
      return singleSigmoid(output, training.loss.kind);
    const softmax = known?.params['activation'] === 'softmax';
    if (!softmax && !known?.kind.probabilities?.(known.params)) return [];
    const repairs: Repair[] = [
      {
        label: 'Use cross-entropy',
        action: 'setTraining',
        training: { loss: { kind: 'categoricalCrossentropy', params: {} } },
      },
    ];
    if (fault.scores && softmax) {
      const params = { activation: 'linear' };
      repairs.push({ label: 'Set its activation to linear', action: 'setParams', layer: output, params });
    }
    return [{ severity: 'warning', code: 'loss-mismatch', layer: output, message: fault.message, repairs }];
  },
};
