import type { Grids } from './case.ts';

export const merging = {
  add: [
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [9, 8, 3],
      ],
    },
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [1, 1, 3],
        [9, 1, 3],
      ],
    },
    { params: {}, inputs: [[5], [5], [5]] },
  ],
  concatenate: [
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [9, 8, 1],
        [9, 8, 2],
      ],
    },
    {
      params: { axis: 1 },
      inputs: [
        [2, 8, 3],
        [9, 8, 3],
      ],
    },
    {
      params: { axis: -2 },
      inputs: [
        [9, 2, 3],
        [9, 8, 3],
      ],
    },
    { params: {}, inputs: [[5], [7]] },
  ],
  multiply: [
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [9, 8, 3],
      ],
    },
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [1, 1, 3],
      ],
    },
  ],
  average: [
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [9, 8, 3],
        [9, 8, 3],
      ],
    },
    { params: {}, inputs: [[4], [4]] },
  ],
  maximum: [
    {
      params: {},
      inputs: [
        [9, 8, 3],
        [9, 8, 3],
        [9, 8, 3],
      ],
    },
    { params: {}, inputs: [[4], [4]] },
  ],
  dot: [
    { params: {}, inputs: [[5], [5]] },
    { params: { normalize: true }, inputs: [[5], [5]] },
    {
      params: { axes: [1, 2] },
      inputs: [
        [4, 5],
        [6, 4],
      ],
    },
    {
      params: { axes: [2, 1] },
      inputs: [
        [3, 4, 5],
        [4, 2],
      ],
    },
  ],
} satisfies Partial<Grids>;
