import { newDocument } from '../../src/document/create.ts';
import { connect } from '../../src/document/operations/edges.ts';
import { addLayer } from '../../src/document/operations/layers.ts';
import type { ConvasDocument } from '../../src/document/schema.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';

type Step = readonly [kind: string, params: Record<string, unknown>];

/** A random network: asymmetric inputs, even kernels, strides, dilation, groups, branches, sequences and volumes. */
export function documentOf(seed: number): ConvasDocument {
  const generator = createGenerator(seed, 'keras');
  const pick = <T>(all: readonly T[]): T => all[Math.floor(generator.uniform() * all.length)]!;
  const size = (least: number, most: number): number =>
    least + Math.floor(generator.uniform() * (most - least + 1));
  const activation = () =>
    pick(['linear', 'relu', 'tanh', 'swish', 'gelu', 'hardSigmoid', 'scaledTanh', 'elu']);
  const even = () => size(1, 4);
  const onImages = (): Step =>
    pick<() => Step>([
      () => [
        'conv2d',
        { filters: 2 * size(1, 3), kernelSize: [even(), even()], padding: 'same', activation: activation() },
      ],
      () => ['conv2d', { filters: 4, kernelSize: [3, 2], strides: [2, 2], padding: 'same' }],
      () => ['conv2d', { filters: 4, kernelSize: [2, 3], dilationRate: [2, 1], padding: 'same' }],
      () => ['conv2d', { filters: 6, groups: 2, padding: 'same' }],
      () => ['depthwiseConv2d', { kernelSize: [3, 2], padding: 'same', depthMultiplier: size(1, 2) }],
      () => [
        'separableConv2d',
        { filters: 4, kernelSize: [2, 3], padding: 'same', activation: activation() },
      ],
      () => ['batchNormalization', {}],
      () => ['groupNormalization', { groups: 2 }],
      () => ['layerNormalization', { scale: generator.uniform() < 0.5 }],
      () => ['maxPooling2d', { poolSize: [2, 3], strides: [2, 1], padding: 'same' }],
      () => ['averagePooling2d', { poolSize: [2, 2], strides: [1, 2], padding: 'same' }],
      () => ['subsampling2d', { poolSize: [1, 2] }],
      () => ['localResponseNormalization', { depthRadius: 1 }],
      () => ['conv2dTranspose', { filters: 4, kernelSize: [2, 3], strides: [1, 2], padding: 'same' }],
      () => ['upSampling2d', { size: [1, 2], interpolation: pick(['nearest', 'bilinear']) }],
      () => ['zeroPadding2d', { padding: [1, 0, 0, 2] }],
      () => ['spatialDropout2d', { rate: 0.3 }],
      () => ['prelu', { sharedAxes: [1] }],
    ])();
  const onSequences = (): Step =>
    pick<() => Step>([
      () => [
        'conv1d',
        { filters: 2 * size(1, 3), kernelSize: [even()], padding: 'causal', dilationRate: [2] },
      ],
      () => ['lstm', { units: 4, returnSequences: true, goBackwards: generator.uniform() < 0.5 }],
      () => ['gru', { units: 4, returnSequences: true, resetAfter: generator.uniform() < 0.5 }],
      () => ['bidirectional', { units: 2, layer: pick(['lstm', 'gru']), returnSequences: true }],
      () => ['timeDistributed', { layer: 'dense', params: { units: 4, activation: activation() } }],
      () => ['maxPooling1d', { padding: 'same' }],
      () => ['batchNormalization', {}],
    ])();
  const onVolumes = (): Step =>
    pick<() => Step>([
      () => ['conv3d', { filters: 4, kernelSize: [2, 1, 3], padding: 'same', activation: activation() }],
      () => ['maxPooling3d', { poolSize: [1, 2, 2], strides: [1, 2, 1], padding: 'same' }],
      () => ['averagePooling3d', { padding: 'same' }],
      () => ['batchNormalization', {}],
    ])();
  const [shape, step] = pick([
    [[size(7, 15), size(6, 13), 2 * size(1, 2)], onImages],
    [[size(9, 15), size(8, 13), 4], onImages],
    [[size(5, 9), 4], onSequences],
    [[5, 6, 7, 2], onVolumes],
  ] as const);
  let document = newDocument(`random ${seed}`);
  const add = (kind: string, params: Record<string, unknown>, ...from: string[]): string => {
    const added = addLayer(document, kind, { x: 0, y: 0 }, params as never);
    document = from.reduce((whole, source) => connect(whole, source, added.id), added.document);
    return added.id;
  };
  let last = add('input', { shape: [...shape] });
  for (let depth = size(3, 6); depth > 0; depth--) {
    last = add(...step(), last);
    if (generator.uniform() < 0.4) {
      // A branch of the same shape beside it.
      const one = add('activation', { activation: activation() }, last);
      const other = add('activation', { activation: 'leakyRelu', negativeSlope: 0.1 }, last);
      last = add(pick(['add', 'concatenate', 'maximum', 'average', 'multiply']), {}, one, other);
    }
  }
  last = add('flatten', {}, last);
  add('dense', { units: 5, activation: pick(['softmax', 'sigmoid', 'linear']) }, last);
  return document;
}
