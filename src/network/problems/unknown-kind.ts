import { message } from '../../text/message.ts';
import { resolve } from '../resolve.ts';
import type { ProblemCheck } from './context.ts';

export const unknownKind: ProblemCheck = {
  code: 'unknown-kind',
  structural: true,
  find: ({ graph }) =>
    graph.layers
      .filter(({ node }) => resolve(node).kind === null)
      .map(({ id, node }) => ({
        severity: 'error',
        code: 'unknown-kind',
        layer: id,
        message: message('network.unknown-kind', { kind: node.kind }),
        repairs: [{ label: message('repairs.remove-layer'), action: 'removeLayer', layer: id }],
      })),
};
