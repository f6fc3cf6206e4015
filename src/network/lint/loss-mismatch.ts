import { type Message, message } from '../../text/message.ts';
import { lossOf } from '../../training/losses/registry.ts';
import { isSingleUnit } from '../../training/single-unit.ts';
import { lossNamed } from '../../training/texts.ts';
import type { Problem, Repair } from '../network.ts';
import { outputFacts, type ProblemCheck, soleOutput } from '../problems/context.ts';
import { knownOf } from './walk.ts';

/** What is wrong with a loss behind a softmax over classes, and whether plain scores would fix it too. */
const wrong: Readonly<Record<string, { readonly message: Message; readonly scores?: true }>> = {
  meanSquaredError: { message: message('lints.vanishing-loss') },
  meanAbsoluteError: { message: message('lints.vanishing-loss') },
  huber: { message: message('lints.vanishing-loss') },
  hinge: { message: message('lints.margin-loss'), scores: true },
  squaredHinge: { message: message('lints.margin-loss'), scores: true },
  categoricalHinge: { message: message('lints.margin-loss'), scores: true },
  binaryCrossentropy: { message: message('lints.independent-loss') },
};

/** Losses that want an output at a value of its own, which minus a distance has only at 0. */
const needsOtherTargets: ReadonlySet<string> = new Set(
  Object.keys(wrong).filter((loss) => loss !== 'categoricalHinge'),
);

const distances = (layer: string): Problem => ({
  severity: 'warning',
  code: 'loss-mismatch',
  layer,
  message: message('lints.distance-loss'),
  repairs: [
    {
      label: message('repairs.use-loss', { loss: lossNamed('rbfMap') }),
      action: 'setTraining',
      training: { loss: { kind: 'rbfMap', params: {} } },
    },
  ],
});

/** One sigmoid for two classes, with a loss that wants the first at -1. */
function singleSigmoid(layer: string, loss: string): Problem[] {
  if (!lossOf(loss)?.signed) return [];
  const setActivation = (activation: string): Repair => ({
    label: message('repairs.set-activation', { activation }),
    action: 'setParams',
    layer,
    params: { activation },
  });
  return [
    {
      severity: 'warning',
      code: 'loss-mismatch',
      layer,
      message: message('lints.signed-loss'),
      repairs: [setActivation('tanh'), setActivation('linear')],
    },
  ];
}

export const lossMismatch: ProblemCheck = {
  code: 'loss-mismatch',
  find(context) {
    const { training, data } = context.document;
    const output = soleOutput(context);
    const fault = Object.hasOwn(wrong, training.loss.kind) ? wrong[training.loss.kind]! : null;
    if (output === null || fault === null || data?.target === 'input' || context.data?.target) return [];
    const facts = outputFacts(context);
    if (!facts) return [];
    const softmax = knownOf(context, output)?.params['activation'] === 'softmax';
    if (isSingleUnit(facts.shape) && facts.end?.function === 'sigmoid')
      return singleSigmoid(facts.end.layer, training.loss.kind);
    if (facts.range === 'distance')
      return needsOtherTargets.has(training.loss.kind) ? [distances(output)] : [];
    if (facts.range !== 'distribution') return [];
    const repairs: Repair[] = [
      {
        label: message('repairs.use-loss', { loss: lossNamed('categoricalCrossentropy') }),
        action: 'setTraining',
        training: { loss: { kind: 'categoricalCrossentropy', params: {} } },
      },
    ];
    if (fault.scores && softmax) {
      const params = { activation: 'linear' };
      repairs.push({
        label: message('repairs.set-activation', params),
        action: 'setParams',
        layer: output,
        params,
      });
    }
    return [{ severity: 'warning', code: 'loss-mismatch', layer: output, message: fault.message, repairs }];
  },
};
