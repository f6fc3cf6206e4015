import { resolve } from '../resolve.ts';
import { listNames, type ProblemCheck } from './context.ts';

export const severalInputs: ProblemCheck = {
  code: 'several-inputs',
  find({ graph, isolated }) {
    const inputs = graph.layers.filter(
      ({ id, node }) => !isolated.has(id) && resolve(node).kind?.inputs.max === 0,
    );
    if (inputs.length < 2) return [];
    const names = listNames(inputs.map((layer) => layer.name));
    return [
      {
        severity: 'error',
        code: 'several-inputs',
        layer: inputs[1]!.id,
        message: `The network has ${inputs.length} inputs (${names}), but the data has one image for each example: keep one Input and branch from it.`,
        repairs: inputs
          .slice(1, 4)
          .map(({ id, name }) => ({ label: `Remove "${name}"`, action: 'removeLayer', layer: id })),
      },
    ];
  },
};
