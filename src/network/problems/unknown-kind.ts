import { resolve } from '../resolve.ts';
import type { ProblemCheck } from './context.ts';

export const unknownKind: ProblemCheck = {
  code: 'unknown-kind',
  find: ({ graph }) =>
    graph.layers
      .filter(({ node }) => resolve(node).kind === null)
      .map(({ id, node }) => ({
        severity: 'error',
        code: 'unknown-kind',
        layer: id,
        message: `This Convas has no layer of the kind "${node.kind}". It is kept as it is; update Convas, or remove the layer.`,
        repairs: [{ label: 'Remove the layer', action: 'removeLayer', layer: id }],
      })),
};
