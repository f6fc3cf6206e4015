import type { LayerKind } from '../../src/layers/kind.ts';
import type { KindName, kinds } from '../../src/layers/registry.ts';
import type { Shape } from '../../src/layers/shape.ts';

type ParamsOf<K extends KindName> = (typeof kinds)[K] extends LayerKind<infer P> ? P : never;

/** One layer to build: parameters other than the defaults, and the shapes of its inputs. */
export interface Case<P> {
  readonly params: Partial<P>;
  readonly inputs: readonly Shape[];
  /** The inputs are whole numbers from 0 to below this. */
  readonly indices?: number;
}

const image = [[9, 8, 3]];
/** Several parameter sets of one kind on the same inputs. */
const on = <K extends KindName>(_kind: K, inputs: readonly Shape[], ...params: Partial<ParamsOf<K>>[]) =>
  params.map((each): Case<ParamsOf<K>> => ({ params: each, inputs }));

const functions = [
  'linear',
  'relu',
  'tanh',
  'sigmoid',
  'softmax',
  'elu',
  'selu',
  'gelu',
  'swish',
  'relu6',
  'scaledTanh',
  'hardSigmoid',
  'softplus',
  'softsign',
] as const;

/** What the harness builds of each kind. A kind without a grid does not compile. */
export const grids: { readonly [K in KindName]: readonly Case<ParamsOf<K>>[] } = {
  input: [
    { params: {}, inputs: [] },
    { params: { shape: [32, 32, 3] }, inputs: [] },
    { params: { shape: [10] }, inputs: [] },
  ],
  conv2d: [
    ...on(
      'conv2d',
      image,
      {},
      { filters: 5, kernelSize: [5, 3], padding: 'same' },
      { filters: 4, strides: [2, 2] },
      {
        filters: 4,
        strides: [2, 3],
        padding: 'same',
        kernelSize: [3, 2],
      },
      { filters: 2, dilationRate: [2, 2], useBias: false },
      { filters: 2, dilationRate: [3, 2], padding: 'same' },
      {
        filters: 3,
        kernelSize: [1, 1],
        kernelInitializer: 'heNormal',
        biasInitializer: 'ones',
      },
      { filters: 6, groups: 3, padding: 'same', activation: 'relu' },
      { filters: 3, kernelL1: 0.1, kernelL2: 0.01, kernelConstraint: 'maxNorm' },
      ...functions.map((activation) => ({ filters: 3, activation })),
    ),
    { params: { filters: 6, kernelSize: [5, 5], activation: 'tanh' }, inputs: [[32, 32, 1]] },
  ],
  depthwiseConv2d: on(
    'depthwiseConv2d',
    image,
    {},
    { depthMultiplier: 2, padding: 'same' },
    { strides: [2, 2], padding: 'same', activation: 'relu' },
    { dilationRate: [2, 2], depthMultiplier: 3, useBias: false },
    { dilationRate: [2, 3], padding: 'same' },
    { kernelSize: [5, 2], depthwiseInitializer: 'heUniform' },
    { depthMultiplier: 2, kernelL2: 0.1, kernelConstraint: 'unitNorm' },
  ),
  separableConv2d: on(
    'separableConv2d',
    image,
    { filters: 4 },
    { filters: 4, depthMultiplier: 2, padding: 'same' },
    { filters: 5, strides: [2, 2], activation: 'relu' },
    { filters: 4, dilationRate: [2, 2], useBias: false },
    { filters: 2, kernelSize: [2, 4], pointwiseInitializer: 'lecunNormal' },
    { filters: 2, kernelConstraint: 'maxNorm', kernelMaxNorm: 0.5 },
  ),
  maxPooling2d: on(
    'maxPooling2d',
    image,
    {},
    { poolSize: [3, 3] },
    { poolSize: [3, 3], strides: [1, 1], padding: 'same' },
    { poolSize: [3, 2], strides: [2, 3], padding: 'same' },
  ),
  averagePooling2d: on(
    'averagePooling2d',
    image,
    {},
    { poolSize: [3, 3] },
    { poolSize: [3, 3], strides: [1, 1], padding: 'same' },
    { poolSize: [3, 2], strides: [2, 3], padding: 'same' },
  ),
  globalAveragePooling2d: on('globalAveragePooling2d', image, {}, { keepdims: true }),
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
  dropout: [
    ...on('dropout', image, {}, { rate: 0 }, { rate: 0.9 }),
    { params: { rate: 0.25 }, inputs: [[12]] },
  ],
  spatialDropout2d: on('spatialDropout2d', image, {}, { rate: 0.2 }),
  spatialDropout1d: on('spatialDropout1d', [[7, 3]], {}, { rate: 0.2 }),
  spatialDropout3d: on('spatialDropout3d', [[3, 4, 5, 2]], {}, { rate: 0.2 }),
  flatten: [
    { params: {}, inputs: image },
    { params: {}, inputs: [[5]] },
    { params: {}, inputs: [[4, 3]] },
  ],
  reshape: [
    { params: {}, inputs: image },
    { params: { targetShape: [28, 28, 1] }, inputs: [[784]] },
    { params: { targetShape: [4, -1, 3] }, inputs: image },
  ],
  zeroPadding2d: on('zeroPadding2d', image, {}, { padding: [0, 1, 2, 3] }, { padding: [0, 0, 0, 0] }),
  zeroPadding1d: on('zeroPadding1d', [[7, 3]], {}, { padding: [0, 2] }),
  zeroPadding3d: on('zeroPadding3d', [[3, 4, 5, 2]], {}, { padding: [1, 0, 2, 0, 0, 3] }),
  cropping1d: on('cropping1d', [[7, 3]], {}, { cropping: [2, 0] }),
  cropping3d: on('cropping3d', [[3, 4, 5, 2]], {}, { cropping: [1, 0, 0, 2, 1, 3] }),
  upSampling1d: on('upSampling1d', [[7, 3]], {}, { size: [3] }),
  upSampling3d: on('upSampling3d', [[3, 4, 2, 2]], {}, { size: [1, 3, 2] }),
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
  conv1d: on(
    'conv1d',
    [[11, 4]],
    {},
    { filters: 5, kernelSize: [4], padding: 'same', activation: 'relu' },
    { filters: 5, kernelSize: [2], strides: [3] },
    { filters: 3, dilationRate: [3], useBias: false },
    { filters: 3, dilationRate: [2], padding: 'causal' },
    { filters: 6, groups: 2 },
  ),
  conv3d: on(
    'conv3d',
    [[5, 6, 7, 2]],
    { filters: 3 },
    { filters: 4, kernelSize: [1, 2, 3], padding: 'same', activation: 'tanh' },
    { filters: 2, strides: [2, 1, 3] },
    { filters: 2, kernelSize: [2, 2, 2], dilationRate: [2, 1, 3], useBias: false },
    { filters: 4, groups: 2 },
  ),
  partiallyConnectedConv2d: [
    { params: {}, inputs: [[14, 14, 6]] },
    { params: { connections: [[0], [1, 2], [2]], kernelSize: [3, 2], padding: 'same' }, inputs: image },
    { params: { connections: [[2, 0]], strides: [2, 2], useBias: false, activation: 'tanh' }, inputs: image },
    {
      params: { connections: [[2, 0], [1]], kernelConstraint: 'maxNorm', kernelMaxNorm: 0.3 },
      inputs: image,
    },
  ],
  globalMaxPooling2d: on('globalMaxPooling2d', image, {}, { keepdims: true }),
  maxPooling1d: on('maxPooling1d', [[9, 4]], {}, { poolSize: [3], strides: [1], padding: 'same' }),
  averagePooling1d: on('averagePooling1d', [[9, 4]], {}, { poolSize: [3], strides: [2], padding: 'same' }),
  globalAveragePooling1d: on('globalAveragePooling1d', [[9, 4]], {}, { keepdims: true }),
  globalMaxPooling1d: on('globalMaxPooling1d', [[9, 4]], {}, { keepdims: true }),
  maxPooling3d: on(
    'maxPooling3d',
    [[5, 6, 7, 2]],
    {},
    { poolSize: [3, 2, 1], strides: [1, 2, 3], padding: 'same' },
    { poolSize: [1, 1, 2], strides: [2, 1, 1] },
  ),
  averagePooling3d: on('averagePooling3d', [[5, 6, 7, 2]], {}, { poolSize: [3, 2, 1], strides: [1, 2, 3] }),
  globalAveragePooling3d: on('globalAveragePooling3d', [[5, 6, 7, 2]], {}, { keepdims: true }),
  globalMaxPooling3d: on('globalMaxPooling3d', [[5, 6, 7, 2]], {}, { keepdims: true }),
  subsampling2d: [
    { params: {}, inputs: [[28, 28, 6]] },
    { params: { poolSize: [3, 2], useCoefficient: false, activation: 'linear' }, inputs: image },
  ],
  rbfOutput: on('rbfOutput', [[84]], {}, { output: 'distance' }),
  localResponseNormalization: on(
    'localResponseNormalization',
    [[4, 4, 9]],
    {},
    { depthRadius: 5, bias: 1, alpha: 1, beta: 0.5 },
    { depthRadius: 0, alpha: 0.1 },
  ),
  conv2dTranspose: on(
    'conv2dTranspose',
    [[4, 5, 3]],
    { filters: 2 },
    { filters: 4, kernelSize: [4, 2], strides: [2, 2], padding: 'same', activation: 'relu' },
    { filters: 2, kernelSize: [3, 3], strides: [2, 3] },
    { filters: 2, kernelSize: [1, 1], strides: [2, 2], useBias: false },
    { filters: 2, dilationRate: [2, 2] },
    { filters: 2, kernelConstraint: 'unitNorm' },
    { filters: 2, strides: [2, 3], padding: 'same', outputPadding: [1, 0] },
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
  alphaDropout: on('alphaDropout', image, {}, { rate: 0.5 }),
  gaussianDropout: on('gaussianDropout', image, {}, { rate: 0.1 }),
  gaussianNoise: on('gaussianNoise', image, {}, { stddev: 1 }),
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
  permute: [
    { params: { dims: [2, 1, 3] }, inputs: image },
    { params: { dims: [3, 1, 2] }, inputs: image },
    { params: {}, inputs: [[4, 6]] },
  ],
  repeatVector: on('repeatVector', [[5]], {}, { n: 7 }),
  cropping2d: on('cropping2d', image, {}, { cropping: [1, 2, 3, 0] }),
  upSampling2d: on('upSampling2d', image, {}, { size: [3, 1] }, { size: [2, 3], interpolation: 'bilinear' }),
  rescaling: on('rescaling', image, {}, { scale: 1 / 127.5, offset: -1 }),
  resizing: on(
    'resizing',
    image,
    { height: 5, width: 13 },
    { height: 18, width: 4, interpolation: 'nearest' },
  ),
  rgbToGrayscale: on('rgbToGrayscale', image, {}),
  centerCrop: on('centerCrop', image, { height: 4, width: 3 }, { height: 9, width: 8 }),
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
  randomFlip: on('randomFlip', image, {}, { mode: 'horizontal' }, { mode: 'vertical' }),
  randomRotation: on('randomRotation', image, {}, { factor: 1, fillMode: 'constant' }, { fillMode: 'wrap' }),
  randomZoom: on('randomZoom', image, {}, { keepProportions: false, fillMode: 'nearest' }),
  randomTranslation: on('randomTranslation', image, {}, { fillMode: 'wrap' }),
  randomContrast: on('randomContrast', image, {}, { factor: 0.9 }),
};
