import { message } from '../../text/message.ts';
import { type LocalCheck, outputFacts, type ProblemContext } from '../problems/context.ts';
import { knownOf } from './walk.ts';

const passesOtherLayers = (context: ProblemContext, id: string): boolean =>
  context.graph.outgoing
    .get(id)!
    .some((edge) => knownOf(context, edge.target)?.kind.family === 'regularization');

export const softmaxInside: LocalCheck = {
  code: 'softmax-inside',
  at(context, id) {
    if (context.graph.outgoing.get(id)!.length === 0) return [];
    if (knownOf(context, id)?.params['activation'] !== 'softmax') return [];
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
  },
  // What comes after it may leave its probabilities as they are, up to the end; in training, too.
  among(context, problems) {
    if (problems.length === 0) return problems;
    const ending = outputFacts(context)?.ending;
    return problems.filter(({ layer }) => !ending?.has(layer!) || passesOtherLayers(context, layer!));
  },
};
