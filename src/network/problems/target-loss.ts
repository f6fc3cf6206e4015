import { message } from '../../text/message.ts';
import { defaultsOf } from '../../training/defaults.ts';
import { lossOf } from '../../training/losses/registry.ts';
import { lossNamed } from '../../training/texts.ts';
import { targetKind } from '../data-shape.ts';
import type { OutputFacts } from '../outputs.ts';
import { anyError, outputFacts, type ProblemCheck, soleOutput } from './context.ts';

/** A loss has to compare what the examples come with. Reconstruction has a check of its own. */
export const targetLoss: ProblemCheck = {
  code: 'target-loss',
  find(context, found) {
    const { document, data } = context;
    const loss = lossOf(document.training.loss.kind);
    const target = targetKind(document.data?.target, data);
    if (!data || !loss || target === 'input' || anyError(found)) return [];
    const isSinglePixel = target === 'mask' && outputFacts(context)?.shape.at(-1) === 1;
    if (loss.targets.includes(target) && !(isSinglePixel && loss.comparesUnits)) return [];
    const kind = isSinglePixel ? 'binaryCrossentropy' : defaultsOf[target].loss;
    return [
      {
        severity: 'error',
        code: 'target-loss',
        layer: null,
        message: message('network.target-loss', { loss: lossNamed(loss.kind), target }),
        repairs: [
          {
            label: message('repairs.use-loss', { loss: lossNamed(kind) }),
            action: 'setTraining',
            training: { loss: { kind, params: {} } },
          },
        ],
      },
    ];
  },
};

/** The activation that the last layer lacks; null where its own will do. */
const missing: Readonly<Record<'labels' | 'numbers' | 'mask', (facts: OutputFacts) => string | null>> = {
  labels: ({ range }) => (range === 'unit' ? null : 'sigmoid'),
  numbers: ({ range }) => (range === 'any' ? null : 'linear'),
  mask({ range, shape }) {
    if (shape.at(-1) === 1) return range === 'unit' ? null : 'sigmoid';
    return range === 'distribution' ? null : 'softmax';
  },
};

/** Labels want a sigmoid, numbers no bounds, and masks alternatives for each pixel. */
export const targetActivation: ProblemCheck = {
  code: 'target-activation',
  find(context, found) {
    const { document, data } = context;
    const target = targetKind(document.data?.target, data);
    if (!data || target === 'class' || target === 'input' || anyError(found)) return [];
    const layer = soleOutput(context);
    const known = layer === null ? undefined : context.inferred.get(layer)?.known;
    const facts = outputFacts(context);
    const activation = facts && missing[target](facts);
    if (layer === null || !known || !activation) return [];
    const canSet = typeof known.params['activation'] === 'string';
    const isLinear = activation === 'linear';
    return [
      {
        severity: 'warning',
        code: 'target-activation',
        layer,
        message: message('network.target-activation', { target, activation }),
        repairs: canSet
          ? [
              {
                label: message('repairs.set-activation', { activation }),
                action: 'setParams',
                layer,
                params: { activation },
              },
            ]
          : isLinear
            ? []
            : [
                {
                  label: message('repairs.insert-activation', { activation }),
                  action: 'insertAfter',
                  layer,
                  kind: 'activation',
                  params: { activation },
                },
              ],
      },
    ];
  },
};
