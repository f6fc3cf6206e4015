import { factsOfActivation } from '../../layers/activations.ts';
import { message } from '../../text/message.ts';
import type { Problem, SimpleRepair } from '../network.ts';
import type { ProblemCheck, ProblemContext } from '../problems/context.ts';
import { knownOf } from './walk.ts';

/** The activation of a layer that saturates; null for others, and for gates, past which a memory leads. */
function saturating(context: ProblemContext, id: string): string | null {
  const known = knownOf(context, id);
  const activation = known?.params['activation'];
  if (!known || known.kind.family === 'recurrent' || typeof activation !== 'string') return null;
  return factsOfActivation(activation)?.deepest ? activation : null;
}

/** Longest path of saturating layers that ends in each layer; a normalization starts it anew. */
function runs(context: ProblemContext): Map<string, number> {
  const lengths = new Map<string, number>();
  for (const id of context.sorted) {
    const known = knownOf(context, id);
    const sources = context.graph.incoming.get(id)!.map((edge) => lengths.get(edge.source) ?? 0);
    const longest = sources.reduce((a, b) => Math.max(a, b), 0);
    const normalizes = known?.kind.family === 'normalization' || known?.kind.kind === 'add';
    lengths.set(id, normalizes ? 0 : longest + (saturating(context, id) === null ? 0 : 1));
  }
  return lengths;
}

/** The saturating layers before a layer, itself, and those after it, up to a normalization on either side. */
function rowOf(context: ProblemContext, one: string, lengths: ReadonlyMap<string, number>): string[] {
  const { incoming, outgoing } = context.graph;
  const before = new Set([one]);
  for (const id of before)
    for (const { source } of incoming.get(id)!) if (lengths.get(source)! > 0) before.add(source);
  const after = new Set([one]);
  for (const id of after)
    for (const { target } of outgoing.get(id)!)
      if (lengths.get(target)! > 0 && outgoing.get(target)!.length > 0) after.add(target);
  return [...new Set([...before, ...after])].filter((id) => saturating(context, id) !== null);
}

export const saturatingStack: ProblemCheck = {
  code: 'saturating-stack',
  find(context) {
    const lengths = runs(context);
    const isOutput = (id: string): boolean => context.graph.outgoing.get(id)!.length === 0;
    return context.sorted.flatMap((id): Problem[] => {
      const activation = saturating(context, id);
      if (activation === null || isOutput(id)) return [];
      if (lengths.get(id) !== factsOfActivation(activation)!.deepest! + 1) return [];
      const row = rowOf(context, id, lengths);
      return [
        {
          severity: 'warning',
          code: 'saturating-stack',
          layer: id,
          message: message('lints.saturating-stack', { layers: row.length, activation }),
          repairs: [
            {
              label: message('repairs.set-all-activations', { activation: 'relu', count: row.length }),
              action: 'several',
              repairs: row.map(
                (layer): SimpleRepair => ({
                  label: message('repairs.set-activation', { activation: 'relu' }),
                  action: 'setParams',
                  layer,
                  params: { activation: 'relu' },
                }),
              ),
            },
            {
              label: message('repairs.insert-normalization'),
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
