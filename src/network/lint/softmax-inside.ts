import type { Problem } from '../network.ts';
import { outputFacts, type ProblemCheck } from '../problems/context.ts';
import { knownOf } from './walk.ts';

export const softmaxInside: ProblemCheck = {
  code: 'softmax-inside',
  find: (context) =>
    context.sorted.flatMap((id): Problem[] => {
      if (context.graph.outgoing.get(id)!.length === 0) return [];
      const known = knownOf(context, id);
      if (known?.params['activation'] !== 'softmax') return [];
      // What comes after it may leave its probabilities as they are, up to the end; in training, too.
      const next = context.graph.outgoing.get(id)!;
      const disturbed = next.some((edge) => knownOf(context, edge.target)?.kind.family === 'regularization');
      if (outputFacts(context)?.ending.has(id) && !disturbed) return [];
      return [
        {
          severity: 'warning',
          code: 'softmax-inside',
          layer: id,
          message:
            'A softmax inside the network makes its values compete and sum to 1, so little gets through. It belongs at the end.',
          repairs: [
            {
              label: 'Set its activation to ReLU',
              action: 'setParams',
              layer: id,
              params: { activation: 'relu' },
            },
          ],
        },
      ];
    }),
};
