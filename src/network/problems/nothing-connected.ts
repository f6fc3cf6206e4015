import { message } from '../../text/message.ts';
import type { ProblemCheck } from './context.ts';

/** Cards were put on the canvas, and no wire was drawn. */
export const nothingConnected: ProblemCheck = {
  code: 'nothing-connected',
  structural: true,
  find: ({ graph, isolated }) =>
    isolated.size === 0 || isolated.size < graph.layers.length
      ? []
      : [
          {
            severity: 'error',
            code: 'nothing-connected',
            layer: null,
            message: message('network.nothing-connected'),
            repairs: [],
            pending: true,
          },
        ],
};
