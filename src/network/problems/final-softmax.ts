import { anyError, outputFacts, type ProblemCheck, soleOutput } from './context.ts';

export const finalSoftmax: ProblemCheck = {
  code: 'final-softmax',
  find(context, found) {
    if (anyError(found) || context.document.training.loss.kind !== 'categoricalCrossentropy') return [];
    const output = soleOutput(context);
    const known = output === null ? undefined : context.inferred.get(output)?.known;
    const facts = outputFacts(context);
    if (output === null || !known || !facts) return [];
    // Distances are trained as scores turned round, and read as distances.
    if (facts.range === 'distribution' || facts.range === 'distance') return [];
    const activation = known.params['activation'];
    const hasFunction = typeof activation === 'string';
    const ends = !hasFunction || activation === 'linear' ? 'has no softmax' : `is ${activation}, not softmax`;
    return [
      {
        severity: 'warning',
        code: 'final-softmax',
        layer: output,
        message: `Cross-entropy compares probabilities, but the last layer ${ends}: its outputs do not sum to 1.`,
        repairs: hasFunction
          ? [
              {
                label: 'Set its activation to softmax',
                action: 'setParams',
                layer: output,
                params: { activation: 'softmax' },
              },
            ]
          : [
              {
                label: 'Insert a softmax after it',
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
