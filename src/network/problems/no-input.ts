import { message } from '../../text/message.ts';
import type { Repair } from '../network.ts';
import { resolve } from '../resolve.ts';
import type { ProblemCheck, ProblemContext } from './context.ts';

/** An Input of the data's shape before the first layer that lacks what it takes. */
function repairs({ graph, data }: ProblemContext): Repair[] {
  const first = graph.layers.find((layer) => graph.incoming.get(layer.id)!.length === 0);
  if (!first) return [];
  return [
    {
      label: message('repairs.insert-input'),
      action: 'insertBefore',
      layer: first.id,
      kind: 'input',
      params: data ? { shape: data.sampleShape } : {},
    },
  ];
}

export const noInput: ProblemCheck = {
  code: 'no-input',
  structural: true,
  find: (context) =>
    context.graph.layers.length === 0 ||
    context.graph.layers.some(({ node }) => resolve(node).kind?.inputs.max === 0)
      ? []
      : [
          {
            severity: 'error',
            code: 'no-input',
            layer: null,
            message: message('network.no-input'),
            repairs: repairs(context),
            pending: true,
          },
        ],
};
