import type { ProblemCheck } from './context.ts';

export const emptyNetwork: ProblemCheck = {
  code: 'empty-network',
  find: ({ document }) =>
    document.layers.length > 0
      ? []
      : [
          {
            severity: 'error',
            code: 'empty-network',
            layer: null,
            message: 'There is no layer yet: start with an Input, then add layers and wire them up.',
            repairs: [],
          },
        ],
};
