import { moduleOf, type Table } from '../layer.ts';

export const regularizations = {
  dropout: ({ rate }) => moduleOf(`nn.Dropout(${rate})`),
  spatialDropout1d: ({ rate }) => moduleOf(`nn.Dropout1d(${rate})`),
  spatialDropout2d: ({ rate }) => moduleOf(`nn.Dropout2d(${rate})`),
  spatialDropout3d: ({ rate }) => moduleOf(`nn.Dropout3d(${rate})`),
  alphaDropout: ({ rate }) => moduleOf(`nn.AlphaDropout(${rate})`),
  gaussianDropout: ({ rate }) => moduleOf(`GaussianDropout(${rate})`, { helpers: ['GaussianDropout'] }),
  gaussianNoise: ({ stddev }) => moduleOf(`GaussianNoise(${stddev})`, { helpers: ['GaussianNoise'] }),
} satisfies Partial<Table>;
