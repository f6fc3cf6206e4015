import { message } from '../../text/message.ts';
import { lossOf } from '../../training/losses/registry.ts';
import { isSingleUnit } from '../../training/single-unit.ts';
import { lossNamed } from '../../training/texts.ts';
import type { Known } from '../infer.ts';
import type { SimpleRepair } from '../network.ts';
import { anyError, outputFacts, type ProblemCheck, type ProblemContext, soleOutput } from './context.ts';

const binary: SimpleRepair = {
  label: message('repairs.use-loss', { loss: lossNamed('binaryCrossentropy') }),
  action: 'setTraining',
  training: { loss: { kind: 'binaryCrossentropy', params: {} } },
};

/** The last layer where it is a single unit that is to distinguish two classes; else null. */
function singleUnit(context: ProblemContext): { readonly layer: string; readonly known: Known } | null {
  if (context.document.data?.target === 'input' || context.data?.classes !== 2) return null;
  const layer = soleOutput(context);
  const known = layer === null ? undefined : context.inferred.get(layer)?.known;
  return layer !== null && known && known.kind.inputs.max !== 0 && isSingleUnit(known.shape)
    ? { layer, known }
    : null;
}

/** The loss of the document, where it sets outputs against each other. */
const comparing = ({ document }: ProblemContext) => {
  const loss = lossOf(document.training.loss.kind);
  return loss?.comparesUnits ? loss : null;
};

/** A single value is the whole of its sum: 1 whatever comes in. */
export const singleUnitSoftmax: ProblemCheck = {
  code: 'single-unit-softmax',
  find(context, found) {
    const last = anyError(found) ? null : singleUnit(context);
    if (!last) return [];
    const { layer, known } = last;
    if (outputFacts(context)?.range !== 'distribution') return [];
    const softmax = known.params['activation'] === 'softmax';
    const sigmoid: SimpleRepair = {
      label: message('repairs.set-activation', { activation: 'sigmoid' }),
      action: 'setParams',
      layer,
      params: { activation: 'sigmoid' },
    };
    return [
      {
        severity: 'error',
        code: 'single-unit-softmax',
        layer,
        message: message('network.single-unit-softmax'),
        repairs: [
          ...(softmax && comparing(context)
            ? [
                {
                  label: message('repairs.set-activation-and-loss', {
                    activation: 'sigmoid',
                    loss: lossNamed('binaryCrossentropy'),
                  }),
                  action: 'several' as const,
                  repairs: [sigmoid, binary],
                },
              ]
            : softmax
              ? [sigmoid]
              : []),
          ...('units' in known.params
            ? [
                {
                  label: message('repairs.set-units', { count: 2 }),
                  action: 'setParams' as const,
                  layer,
                  params: { units: 2 },
                },
              ]
            : []),
        ],
      },
    ];
  },
};

/** One output has nothing to be compared with: such a loss is the same whatever it says. */
export const singleUnitLoss: ProblemCheck = {
  code: 'single-unit-loss',
  find(context, found) {
    const last = anyError(found) ? null : singleUnit(context);
    const loss = comparing(context);
    if (!last || !loss) return [];
    return [
      {
        severity: 'error',
        code: 'single-unit-loss',
        layer: last.layer,
        message: message('network.single-unit-loss', { loss: lossNamed(loss.kind) }),
        repairs: [binary],
      },
    ];
  },
};

/** Binary cross-entropy puts a sigmoid over scores: the network should end in it. */
export const finalSigmoid: ProblemCheck = {
  code: 'final-sigmoid',
  find(context, found) {
    const last = anyError(found) ? null : singleUnit(context);
    if (!last || context.document.training.loss.kind !== 'binaryCrossentropy') return [];
    const { layer, known } = last;
    if (outputFacts(context)?.range !== 'any') return [];
    const { activation } = known.params;
    const other = typeof activation !== 'string' || activation === 'linear' ? null : activation;
    return [
      {
        severity: 'warning',
        code: 'final-sigmoid',
        layer,
        message: message('network.final-sigmoid', { activation: other }),
        repairs: [
          typeof activation === 'string'
            ? {
                label: message('repairs.set-activation', { activation: 'sigmoid' }),
                action: 'setParams',
                layer,
                params: { activation: 'sigmoid' },
              }
            : {
                label: message('repairs.insert-activation', { activation: 'sigmoid' }),
                action: 'insertAfter',
                layer,
                kind: 'activation',
                params: { activation: 'sigmoid' },
              },
        ],
      },
    ];
  },
};
