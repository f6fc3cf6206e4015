import { factsOfActivation } from '../../layers/activations.ts';
import { message } from '../../text/message.ts';
import { saturating } from '../flow.ts';
import type { SimpleRepair } from '../network.ts';
import type { LocalCheck, ProblemContext } from '../problems/context.ts';
import { knownOf } from './walk.ts';

const activationOf = (context: ProblemContext, id: string): string | null => saturating(knownOf(context, id));
const lengthAt = (context: ProblemContext, id: string): number => context.flows.get(id)!.saturation;

/** The saturating layers before a layer, itself, and those after it, up to a normalization on either side. */
function rowOf(context: ProblemContext, one: string): string[] {
  const { incoming, outgoing } = context.graph;
  const before = new Set([one]);
  for (const id of before)
    for (const { source } of incoming.get(id)!) if (lengthAt(context, source) > 0) before.add(source);
  const after = new Set([one]);
  for (const id of after)
    for (const { target } of outgoing.get(id)!)
      if (lengthAt(context, target) > 0 && outgoing.get(target)!.length > 0) after.add(target);
  return [...new Set([...before, ...after])].filter((id) => activationOf(context, id) !== null);
}

export const saturatingStack: LocalCheck = {
  code: 'saturating-stack',
  at(context, id) {
    const isOutput = context.graph.outgoing.get(id)!.length === 0;
    const activation = activationOf(context, id);
    if (activation === null || isOutput) return [];
    if (lengthAt(context, id) !== factsOfActivation(activation)!.deepest! + 1) return [];
    const row = rowOf(context, id);
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
  },
};
