import { message } from '../../text/message.ts';
import { anyError, outputFacts, type ProblemCheck, soleOutput } from './context.ts';

export const finalSoftmax: ProblemCheck = {
  code: 'final-softmax',
  find(context, found) {
    // Masks have a check of their own.
    if (
      context.data?.target ||
      anyError(found) ||
      context.document.training.loss.kind !== 'categoricalCrossentropy'
    )
      return [];
    const output = soleOutput(context);
    const known = output === null ? undefined : context.inferred.get(output)?.known;
    const facts = outputFacts(context);
    if (output === null || !known || !facts) return [];
    // Distances are trained as scores turned round, and read as distances.
    if (facts.range === 'distribution' || facts.range === 'distance') return [];
    const activation = known.params['activation'];
    const hasFunction = typeof activation === 'string';
    const other = !hasFunction || activation === 'linear' ? null : activation;
    return [
      {
        severity: 'warning',
        code: 'final-softmax',
        layer: output,
        message: message('network.final-softmax', { activation: other }),
        repairs: hasFunction
          ? [
              {
                label: message('repairs.set-activation', { activation: 'softmax' }),
                action: 'setParams',
                layer: output,
                params: { activation: 'softmax' },
              },
            ]
          : [
              {
                label: message('repairs.insert-activation', { activation: 'softmax' }),
                action: 'insertAfter',
                layer: output,
                kind: 'activation',
                params: { activation: 'softmax' },
              },
            ],
      },
    ];
  },
};
