import { type Express, plain, type Table } from '../layer.ts';

/** TensorFlow.js has no layer of that name; its Dropout with one draw for each channel is the same. */
const spatialDropout =
  (dimensions: number): Express<{ readonly rate: number }> =>
  ({ rate }) =>
    plain('Dropout', { rate, noise_shape: [null, ...Array.from({ length: dimensions }, () => 1), null] });

export const regularizations = {
  dropout: ({ rate }) => plain('Dropout', { rate }),
  spatialDropout1d: spatialDropout(1),
  spatialDropout2d: spatialDropout(2),
  spatialDropout3d: spatialDropout(3),
  alphaDropout: ({ rate }) => plain('AlphaDropout', { rate }),
  gaussianDropout: ({ rate }) => plain('GaussianDropout', { rate }),
  gaussianNoise: ({ stddev }) => plain('GaussianNoise', { stddev }),
} satisfies Partial<Table>;
