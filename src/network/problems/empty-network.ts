import { allUnfolded, type ProblemCheck } from './context.ts';

const error = (message: string) => ({
  severity: 'error' as const,
  code: 'empty-network',
  layer: null,
  message,
  repairs: [],
});

export const emptyNetwork: ProblemCheck = {
  code: 'empty-network',
  find(context) {
    const { document, graph, expansion } = context;
    if (document.layers.length === 0)
      return [
        {
          ...error('There is no layer yet: start with an Input, then add layers and wire them up.'),
          pending: true as const,
        },
      ];
    if (graph.layers.length === 0 && expansion.bypassed.length > 0 && allUnfolded(context))
      return [
        error('Every layer is bypassed, so nothing is left of the network: remove the bypass of some.'),
      ];
    return [];
  },
};
