import { type Grids, on } from './case.ts';

export const recurrent = {
  embedding: [
    { params: { inputDim: 7, outputDim: 3 }, inputs: [[5]], indices: 7 },
    { params: { inputDim: 4, outputDim: 2, embeddingsInitializer: 'heNormal' }, inputs: [[1]], indices: 4 },
    { params: { inputDim: 4, outputDim: 3, kernelConstraint: 'unitNorm' }, inputs: [[5]], indices: 4 },
  ],
  lstm: [
    ...on(
      'lstm',
      [[5, 3]],
      { units: 4 },
      { units: 4, returnSequences: true },
      { units: 2, goBackwards: true, useBias: false },
      { units: 2, kernelL1: 0.1, kernelConstraint: 'unitNorm' },
      { units: 3, dropout: 0.3, recurrentDropout: 0.2 },
      { units: 2, goBackwards: true, returnSequences: true, activation: 'relu', unitForgetBias: false },
    ),
    { params: { units: 2 }, inputs: [[1, 3]] },
    { params: { units: 2, returnSequences: true }, inputs: [[1, 3]] },
  ],
  gru: [
    ...on(
      'gru',
      [[5, 3]],
      { units: 4 },
      { units: 4, resetAfter: false },
      { units: 4, resetAfter: false, returnSequences: true, useBias: false },
      { units: 3, resetAfter: false, dropout: 0.4 },
      { units: 2, goBackwards: true, returnSequences: true },
    ),
    { params: { units: 2 }, inputs: [[1, 3]] },
    { params: { units: 2, resetAfter: false, returnSequences: true }, inputs: [[1, 3]] },
  ],
  bidirectional: [
    ...on(
      'bidirectional',
      [[5, 3]],
      { units: 4 },
      { units: 3, returnSequences: true, mergeMode: 'sum' },
      { units: 3, layer: 'gru', mergeMode: 'ave' },
      { units: 3, layer: 'gru', mergeMode: 'mul', resetAfter: false, useBias: false },
    ),
    { params: { units: 2 }, inputs: [[1, 3]] },
    { params: { units: 2, layer: 'gru', resetAfter: false, returnSequences: true }, inputs: [[1, 3]] },
  ],
  timeDistributed: [
    { params: { params: { units: 4, activation: 'tanh' } }, inputs: [[5, 3]] },
    { params: { layer: 'conv2d', params: { filters: 2 } }, inputs: [[3, 6, 5, 2]] },
    { params: { layer: 'maxPooling2d' }, inputs: [[3, 6, 5, 2]] },
    { params: { layer: 'flatten' }, inputs: [[3, 6, 5, 2]] },
    { params: { layer: 'separableConv2d', params: { filters: 3 } }, inputs: [[3, 6, 5, 2]] },
    { params: { layer: 'conv1d', params: { filters: 3 } }, inputs: [[3, 6, 2]] },
  ],
} satisfies Partial<Grids>;
