import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newDocument } from '../../src/document/create.ts';
import { connect } from '../../src/document/operations/edges.ts';
import { addLayer } from '../../src/document/operations/layers.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { kerasFormat, legacyFormat } from '../../src/interchange/keras/export.ts';
import { keras } from '../../src/interchange/keras/import.ts';
import { analyze } from '../../src/network/analyze.ts';
import type { Network } from '../../src/network/network.ts';
import { compute, valuesOf } from '../interchange/networks.ts';
import { loadTensorFlow } from '../support/backend.ts';

/*
 * `write FOLDER COUNT`: random networks in both formats, with inputs and what they put out here.
 * `read FOLDER`: the same models as real Keras has saved them again, compared with what they put out before.
 */

const [task, folder, count = '24'] = process.argv.slice(2) as [string, string, string?];

/** Batches that a dynamic batch has to allow. */
const batch = 7;

type Step = readonly [kind: string, params: Record<string, unknown>];

function documentOf(seed: number) {
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

interface Model {
  readonly name: string;
  readonly input: { shape: readonly number[]; values: readonly number[] };
  readonly output: { shape: readonly number[]; values: readonly number[] };
}

const tf = await loadTensorFlow();
const listed = join(folder, 'models.json');

if (task === 'write') {
  const models: Model[] = [];
  for (let seed = 1; models.length < Number(count); seed++) {
    const document = documentOf(seed);
    const { network } = analyze(document, null);
    if (!network) continue;
    const { trained, inputs, outputs } = compute(tf, network, new Map(), batch);
    const source = { ...trained, document, name: document.name };
    const name = `random-${seed}`;
    mkdirSync(join(folder, name), { recursive: true });
    for (const format of [kerasFormat, legacyFormat]) {
      for (const { path, bytes } of await collectFiles(format.write(source, {})))
        writeFileSync(join(folder, name, path), bytes);
    }
    const [input] = inputs;
    const [output] = outputs;
    models.push({
      name,
      input: { shape: input!.shape, values: [...input!.values] },
      output: { shape: output!.shape, values: [...output!.values] },
    });
  }
  writeFileSync(listed, JSON.stringify(models));
} else {
  const models = JSON.parse(readFileSync(listed, 'utf8')) as Model[];
  let largest = 0;
  for (const { name, input, output } of models) {
    for (const suffix of ['keras', 'h5']) {
      const file = `again.${suffix}`;
      const bytes = new Uint8Array(readFileSync(join(folder, name, file)));
      const { document, weights } = await keras.read({
        main: { name: file, bytes },
        beside: async () => null,
      });
      const network: Network = analyze(document, null).network!;
      const tensors = new Map(
        network.layers.flatMap((layer) =>
          layer.weights.map(({ name: weight, shape }) => {
            const key = `${layer.name}/${weight}`;
            return [key, tf.tensor(weights!.get(key)!, [...shape])];
          }),
        ),
      );
      const x = tf.tensor([...input.values], [...input.shape]);
      const y = forward(tf, network, tensors, x, network.outputs).get(network.outputs[0]!)!;
      const expected = { shape: output.shape, values: Float32Array.from(output.values) };
      const scale = Math.max(1, ...output.values.map(Math.abs));
      const difference = compareOutputs([expected], [valuesOf(y)]).largest / scale;
      if (!(difference < 1e-5))
        throw new Error(`${name}, ${file}: differs by ${difference} of the output's scale`);
      largest = Math.max(largest, difference);
    }
  }
  process.stdout.write(`${JSON.stringify({ networks: models.length, largest })}\n`);
}
