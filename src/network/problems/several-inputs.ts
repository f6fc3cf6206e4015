import { message } from '../../text/message.ts';
import { resolve } from '../resolve.ts';
import { namesOf, type ProblemCheck } from './context.ts';

export const severalInputs: ProblemCheck = {
  code: 'several-inputs',
  structural: true,
  find(context) {
    const { graph, isolated } = context;
    const inputs = graph.layers.filter(
      ({ id, node }) => !isolated.has(id) && resolve(node).kind?.inputs.max === 0,
    );
    if (inputs.length < 2) return [];
    return [
      {
        severity: 'error',
        code: 'several-inputs',
        layer: inputs[1]!.id,
        message: message(
          'network.several-inputs',
          namesOf(
            context,
            inputs.map(({ id }) => id),
          ),
        ),
        repairs: inputs.slice(1, 4).map(({ id, name }) => ({
          label: message('repairs.remove', { name }),
          action: 'removeLayer',
          layer: id,
        })),
      },
    ];
  },
};
