import { message } from '../../text/message.ts';
import type { Problem } from '../network.ts';
import { connections, removal } from './connecting.ts';
import { allUnfolded, type ProblemCheck } from './context.ts';

/** The most layers that get repairs of their own; each costs a walk over the network. */
const maxRepaired = 20;

export const unconnectedLayer: ProblemCheck = {
  code: 'unconnected-layer',
  structural: true,
  find(context) {
    if (!allUnfolded(context)) return [];
    return [...context.isolated].map(
      (id, index): Problem => ({
        severity: 'warning',
        code: 'unconnected-layer',
        layer: id,
        message: message('network.unconnected-layer', { name: context.graph.byId.get(id)!.name }),
        repairs: index < maxRepaired ? [...connections(context.document, id), removal(id)] : [],
        pending: true,
      }),
    );
  },
};
