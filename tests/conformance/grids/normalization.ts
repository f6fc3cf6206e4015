import { type Grids, image, on } from './case.ts';

export const normalization = {
  batchNormalization: [
    ...on(
      'batchNormalization',
      image,
      {},
      { axis: 1 },
      { axis: 2, scale: false },
      { center: false, momentum: 0.5, epsilon: 1e-5 },
    ),
    { params: {}, inputs: [[6]] },
    { params: { scale: false, center: false }, inputs: [[5, 4]] },
    { params: { axis: 1 }, inputs: [[5, 4]] },
    ...on('batchNormalization', [[3, 4, 5, 2]], {}, { axis: 1 }, { axis: 3, center: false }),
  ],
  localResponseNormalization: on(
    'localResponseNormalization',
    [[4, 4, 9]],
    {},
    { depthRadius: 5, bias: 1, alpha: 1, beta: 0.5 },
    { depthRadius: 0, alpha: 0.1 },
  ),
  layerNormalization: [
    ...on('layerNormalization', image, {}, { axis: 1, scale: false }, { center: false, epsilon: 1e-5 }),
    { params: {}, inputs: [[6]] },
  ],
  groupNormalization: [
    { params: { groups: 2 }, inputs: [[4, 5, 6]] },
    { params: { groups: 6, scale: false }, inputs: [[4, 5, 6]] },
    { params: { groups: 1, center: false }, inputs: [[7, 6]] },
    { params: { groups: 3 }, inputs: [[6]] },
  ],
} satisfies Partial<Grids>;
