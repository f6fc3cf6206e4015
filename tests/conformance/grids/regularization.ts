import { type Grids, image, on } from './case.ts';

export const regularization = {
  dropout: [
    ...on('dropout', image, {}, { rate: 0 }, { rate: 0.9 }),
    { params: { rate: 0.25 }, inputs: [[12]] },
  ],
  spatialDropout2d: on('spatialDropout2d', image, {}, { rate: 0.2 }),
  spatialDropout1d: on('spatialDropout1d', [[7, 3]], {}, { rate: 0.2 }),
  spatialDropout3d: on('spatialDropout3d', [[3, 4, 5, 2]], {}, { rate: 0.2 }),
  alphaDropout: on('alphaDropout', image, {}, { rate: 0.5 }),
  gaussianDropout: on('gaussianDropout', image, {}, { rate: 0.1 }),
  gaussianNoise: on('gaussianNoise', image, {}, { stddev: 1 }),
} satisfies Partial<Grids>;
