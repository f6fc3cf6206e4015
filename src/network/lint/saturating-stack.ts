import type { Problem } from '../network.ts';
import type { ProblemCheck, ProblemContext } from '../problems/context.ts';
import { knownOf } from './walk.ts';

/** Layers in a row that still train: sigmoid's slope is at most 1/4, that of tanh at most 1. */
const most: Readonly<Record<string, number>> = {
  sigmoid: 3,
  hardSigmoid: 3,
  tanh: 6,
  scaledTanh: 8,
  softsign: 6,
};

/** Longest path of saturating layers that ends in each layer; a normalisation starts it anew. */
function runs(context: ProblemContext): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const id of context.sorted) {
    const known = knownOf(context, id);
    const sources = context.graph.incoming.get(id)!.map((edge) => lengths.get(edge.source) ?? 0);
    const longest = sources.reduce((a, b) => Math.max(a, b), 0);
    const activation = known?.params['activation'];
    const saturates = typeof activation === 'string' && Object.hasOwn(most, activation);
    const normalizes = known?.kind.family === 'normalization' || known?.kind.kind === 'add';
    lengths.set(id, normalizes ? 0 : longest + (saturates ? 1 : 0));
  }
  return lengths;
}

export const saturatingStack: ProblemCheck = {
  code: 'saturating-stack',
  find(context) {
    const lengths = runs(context);
    const isOutput = (id: string): boolean => context.graph.outgoing.get(id)!.length === 0;
    return context.sorted.flatMap((id): Problem[] => {
      const activation = knownOf(context, id)?.params['activation'];
      if (typeof activation !== 'string' || isOutput(id)) return [];
      const limit = Object.hasOwn(most, activation) ? most[activation]! : Number.POSITIVE_INFINITY;
      const length = lengths.get(id)!;
      if (length !== limit + 1) return [];
      return [
        {
          severity: 'warning',
          code: 'saturating-stack',
          layer: id,
          message: `${length} layers with ${activation} or its like stand in a row. Far from 0 they are flat, so the gradient shrinks at each of them and the first layers hardly learn. ReLU or a batch normalisation between helps.`,
          repairs: [
            {
              label: 'Set its activation to ReLU',
              action: 'setParams',
              layer: id,
              params: { activation: 'relu' },
            },
            {
              label: 'Insert a batch normalisation before it',
              action: 'insertBefore',
              layer: id,
              kind: 'batchNormalization',
              params: {},
            },
          ],
        },
      ];
    });
  },
};
