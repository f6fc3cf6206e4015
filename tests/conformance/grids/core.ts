import { functions, type Grids, image, on } from './case.ts';

export const core = {
  input: [
    { params: {}, inputs: [] },
    { params: { shape: [32, 32, 3] }, inputs: [] },
    { params: { shape: [10] }, inputs: [] },
  ],
  dense: [
    ...on(
      'dense',
      [[7]],
      {},
      { units: 10, activation: 'softmax' },
      { units: 3, useBias: false, kernelInitializer: 'heNormal' },
    ),
    { params: { units: 5 }, inputs: [[4, 6]] },
    { params: { units: 5, activation: 'tanh' }, inputs: image },
  ],
  activation: [
    ...functions.map((activation) => ({ params: { activation }, inputs: image })),
    { params: { activation: 'softmax' }, inputs: [[10]] },
    { params: { activation: 'leakyRelu' }, inputs: image },
    { params: { activation: 'leakyRelu', negativeSlope: 0.01 }, inputs: image },
  ],
  rbfOutput: on('rbfOutput', [[84]], {}, { output: 'distance' }),
  prelu: [
    ...on(
      'prelu',
      image,
      {},
      { sharedAxes: [1, 2] },
      { sharedAxes: [-1], alphaInitializer: 'ones' },
      { sharedAxes: [2] },
    ),
    { params: {}, inputs: [[5]] },
  ],
} satisfies Partial<Grids>;
