import { message } from '../../text/message.ts';
import { resolve } from '../resolve.ts';
import { wiresInto } from './connecting.ts';
import { allUnfolded, type ProblemCheck } from './context.ts';

/** The most layers that get repairs of their own; each costs a walk over the network. */
const maxRepaired = 20;

export const missingInput: ProblemCheck = {
  code: 'missing-input',
  structural: true,
  find(context) {
    if (!allUnfolded(context)) return [];
    const { document, graph, isolated } = context;
    const lacking = graph.layers.filter(({ id, node }) => {
      const needed = resolve(node).kind?.inputs.min ?? 0;
      return !isolated.has(id) && graph.incoming.get(id)!.length < needed;
    });
    return lacking.map((layer, index) => {
      const has = graph.incoming.get(layer.id)!.length;
      const needs = resolve(layer.node).kind!.inputs.min;
      return {
        severity: 'error',
        code: 'missing-input',
        layer: layer.id,
        message:
          has === 0
            ? message('network.missing-input', { name: layer.name })
            : message('network.too-few-inputs', { name: layer.name, needs, has }),
        repairs: index < maxRepaired ? wiresInto(document, layer.id) : [],
        pending: true,
      };
    });
  },
};
