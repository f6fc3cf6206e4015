import type { Problem } from '../network.ts';
import { nameOf, type ProblemCheck } from '../problems/context.ts';
import { knownOf, walkBack } from './walk.ts';

const drops: ReadonlySet<string> = new Set([
  'dropout',
  'spatialDropout1d',
  'spatialDropout2d',
  'spatialDropout3d',
  'alphaDropout',
  'gaussianDropout',
]);

export const dropoutBeforeNormalization: ProblemCheck = {
  code: 'dropout-before-normalization',
  find: (context) =>
    context.sorted.flatMap((id): Problem[] => {
      if (knownOf(context, id)?.kind.kind !== 'batchNormalization') return [];
      const source = walkBack(
        context,
        id,
        ({ kind }) => !drops.has(kind.kind) && kind.family !== 'normalization',
      );
      if (!source || !drops.has(source.known.kind.kind) || source.known.params['rate'] === 0) return [];
      return [
        {
          severity: 'warning',
          code: 'dropout-before-normalization',
          layer: source.id,
          message: `Dropout changes the variance in training only, and "${nameOf(context, id)}" after it remembers that variance: in use its statistics do not fit (Li et al. 2018). Put dropout after the last batch normalization.`,
          repairs: [{ label: 'Remove the dropout', action: 'removeLayer', layer: source.id }],
        },
      ];
    }),
};
