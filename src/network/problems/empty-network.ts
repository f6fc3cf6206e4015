import { type Message, message } from '../../text/message.ts';
import { allUnfolded, type ProblemCheck } from './context.ts';

const error = (detail: Message) => ({
  severity: 'error' as const,
  code: 'empty-network' as const,
  layer: null,
  message: detail,
  repairs: [],
});

export const emptyNetwork: ProblemCheck = {
  code: 'empty-network',
  structural: true,
  find(context) {
    const { document, graph, expansion } = context;
    if (document.layers.length === 0)
      return [
        {
          ...error(message('network.empty')),
          pending: true as const,
        },
      ];
    if (graph.layers.length === 0 && expansion.bypassed.length > 0 && allUnfolded(context))
      return [error(message('network.all-bypassed'))];
    return [];
  },
};
