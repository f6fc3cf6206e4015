import { message } from '../../text/message.ts';
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
          message: message('lints.softmax-inside'),
          repairs: [
            {
              label: message('repairs.set-activation', { activation: 'relu' }),
              action: 'setParams',
              layer: id,
              params: { activation: 'relu' },
            },
          ],
        },
      ];
    }),
};
