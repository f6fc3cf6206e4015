import { resolve } from '../resolve.ts';
import { allUnfolded, nameOf, outputsOf, type ProblemCheck } from './context.ts';

export const unconnectedLayer: ProblemCheck = {
  code: 'unconnected-layer',
  find(context) {
    if (!allUnfolded(context)) return [];
    const [end, ...others] = outputsOf(context);
    return [...context.isolated].map((id) => {
      const layer = context.graph.byId.get(id)!;
      const takes = (resolve(layer.node).kind?.inputs.max ?? 0) > 0;
      const connect =
        takes && end !== undefined && others.length === 0
          ? [
              {
                label: `Connect "${nameOf(context, end)}" to it`,
                action: 'connect' as const,
                source: end,
                target: id,
              },
            ]
          : [];
      return {
        severity: 'warning',
        code: 'unconnected-layer',
        layer: id,
        message: `"${layer.name}" has no wires, so it takes no part in the network.`,
        repairs: [...connect, { label: 'Remove the layer', action: 'removeLayer', layer: id }],
      };
    });
  },
};
