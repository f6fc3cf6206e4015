import { lossOf } from '../../training/losses/registry.ts';
import { isSingleUnit } from '../../training/single-unit.ts';
import type { Problem, Repair } from '../network.ts';
import { outputFacts, type ProblemCheck, soleOutput } from '../problems/context.ts';
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
      'The outputs are probabilities that share a sum of 1, but binary cross-entropy asks about each class by itself, as if several could hold. Cross-entropy is made for one class out of several.',
  },
};

/** Losses that want an output at a value of its own, which minus a distance has only at 0. */
const wantsOthers: ReadonlySet<string> = new Set(
  Object.keys(wrong).filter((loss) => loss !== 'categoricalHinge'),
);

const distances = (layer: string): Problem => ({
  severity: 'warning',
  code: 'loss-mismatch',
  layer,
  message:
    'The outputs are distances, the smallest for the answer, but the loss wants the output of the true class near 1. The MAP criterion of 1998 is made for distances.',
  repairs: [
    {
      label: 'Use the MAP criterion',
      action: 'setTraining',
      training: { loss: { kind: 'rbfMap', params: {} } },
    },
  ],
});

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
    const facts = outputFacts(context);
    if (!facts) return [];
    const softmax = knownOf(context, output)?.params['activation'] === 'softmax';
    if (isSingleUnit(facts.shape) && facts.end?.function === 'sigmoid')
      return singleSigmoid(facts.end.layer, training.loss.kind);
    if (facts.range === 'distance') return wantsOthers.has(training.loss.kind) ? [distances(output)] : [];
    if (facts.range !== 'distribution') return [];
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
