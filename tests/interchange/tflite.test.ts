// @module-tag native
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { Values } from '../../src/interchange/format.ts';
import { pythonRuntime } from '../../src/interchange/python/run.ts';
import { RuntimeMissingError } from '../../src/interchange/runtime-missing.ts';
import { tflite } from '../../src/interchange/tflite/export.ts';
import type { Network } from '../../src/network/network.ts';
import { sentence } from '../../src/text/message.ts';
import { catalogueFor } from './catalogue.ts';
import { type Computed, compute, networkOf, part } from './networks.ts';
import { preparations, storedImages } from './stored-images.ts';

let backend: NativeBackend;
let folder: string;
beforeAll(async () => {
  backend = await openNative();
  folder = await mkdtemp(join(tmpdir(), 'convas-tflite-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Every model of a folder in one process: what takes long is to start Python and its libraries. */
const interpreter = pythonRuntime({
  title: 'TensorFlow Lite',
  script: `
import os
import numpy as np
import tensorflow as tf

def predict(folder, inputs, weights):
    outputs = []
    for at, examples in enumerate(inputs):
        for batch in (examples[:1], examples):
            interpreter = tf.lite.Interpreter(os.path.join(folder, f'{at}.tflite'), num_threads=1)
            [given] = interpreter.get_input_details()
            try:
                interpreter.resize_tensor_input(given['index'], batch.shape)
                interpreter.allocate_tensors()
                if given['dtype'] == np.int8:
                    scale, zero = given['quantization']
                    batch = np.clip(np.round(batch / scale) + zero, -128, 127).astype(np.int8)
                interpreter.set_tensor(given['index'], batch.astype(given['dtype']))
                interpreter.invoke()
                [end] = interpreter.get_output_details()
                output = interpreter.get_tensor(end['index']).astype(np.float32)
                scale, zero = end['quantization']
                outputs.append((output - zero) * scale if end['dtype'] == np.int8 else output)
            except Exception as error:
                raise ValueError(f'model {at}: {error}')
    return outputs

def runtime():
    return tf.__version__
`,
});

/** One output of the catalogue with what leads to it. */
function partOf(network: Network, output: string): Network {
  const needed = new Set([output]);
  for (const layer of [...network.layers].reverse()) {
    if (needed.has(layer.id)) for (const input of layer.inputs) needed.add(input);
  }
  const layers = network.layers.filter(({ id }) => needed.has(id));
  return { layers, inputs: network.inputs.filter((id) => needed.has(id)), outputs: [output] };
}

async function written(
  network: Network,
  { trained, inputs }: Computed,
  options: object,
): Promise<Uint8Array> {
  const { tf } = backend;
  const weights = new Map(
    network.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape }) => {
        const key = `${layer.name}/${name}`;
        return [key, tf.tensor(trained.weights.get(key)!, [...shape])] as const;
      }),
    ),
  );
  const graph = (ids: readonly string[]) => servingGraph(backend, network, weights, ids);
  const [model] = await collectFiles(
    tflite.write(
      { ...trained, servingGraph: graph, calibration: async () => inputs },
      tflite.options.parse(options),
    ),
  );
  return model!.bytes;
}

const firstOf = ({ shape: [batch, ...shape], values }: Values): Values => ({
  shape: [1, ...shape],
  values: values.slice(0, values.length / batch!),
});

interface Tried {
  readonly about: string;
  readonly network: Network;
  readonly computed: Computed;
}

/** Largest difference of one and of seven examples as a share of the output's scale, by network. */
async function differences(networks: readonly Tried[], options: object) {
  for (const [at, { network, computed }] of networks.entries()) {
    await writeFile(join(folder, `${at}.tflite`), await written(network, computed, options));
  }
  const model = await interpreter.open(folder, networks[0]!.computed.trained);
  try {
    const found = await model.predict(networks.map(({ computed }) => computed.inputs[0]!));
    return networks.map(({ about, computed }, at) => {
      const [expected] = computed.outputs;
      const scale = Math.max(1, ...expected!.values.map(Math.abs));
      const one = compareOutputs([firstOf(expected!)], [found[2 * at]!], 1);
      const seven = compareOutputs([expected!], [found[2 * at + 1]!], 1);
      return { about, where: one.where ?? seven.where, share: Math.max(one.largest, seven.largest) / scale };
    });
  } catch (error) {
    // Said aloud where Python or TensorFlow is missing: then there is nothing to compare with.
    if (!(error instanceof RuntimeMissingError)) throw error;
    expect(sentence(error.text)).toMatch(/CONVAS_PYTHON/);
    return null;
  }
}

it('TensorFlow Lite computes every kind as the engine does, of one example and of seven', {
  timeout: 300_000,
}, async () => {
  const { network, indices, cases } = catalogueFor(tflite);
  const networks = network.outputs
    .map((id) => partOf(network, id))
    .filter(({ inputs }) => inputs.length === 1)
    .map((own): Tried => {
      const computed = compute(backend.tf, own, indices, 7);
      return { about: cases.get(own.outputs[0]!)!, network: own, computed };
    });
  expect(networks.length).toBeGreaterThan(200);
  for (const { about, where, share } of (await differences(networks, {})) ?? []) {
    expect.soft(where, about).toBeNull();
    expect.soft(share, about).toBeLessThan(1e-5);
  }
});

const branched = networkOf(
  [
    part('input', 'in', { shape: [9, 7, 2] }),
    part('conv2d', 'conv', { filters: 8, padding: 'same', strides: [2, 2], useBias: false }, 'in'),
    part('batchNormalization', 'norm', {}, 'conv'),
    part('activation', 'relu', { activation: 'relu' }, 'norm'),
    part('conv2d', 'left', { filters: 8, padding: 'same', activation: 'relu' }, 'relu'),
    part('depthwiseConv2d', 'right', { padding: 'same', kernelSize: [2, 3] }, 'relu'),
    part('add', 'sum', {}, 'left', 'right'),
    part('concatenate', 'both', {}, 'sum', 'left'),
    part('maxPooling2d', 'pool', {}, 'both'),
    part('flatten', 'flat', {}, 'pool'),
    part('dense', 'out', { units: 5, activation: 'softmax' }, 'flat'),
  ],
  ['out'],
);

it('puts batch normalization and ReLU into the convolution before them, and halves its weights', {
  timeout: 120_000,
}, async () => {
  const computed = compute(backend.tf, branched, new Map(), 7);
  const [whole] = (await differences([{ about: 'branches', network: branched, computed }], {})) ?? [];
  expect(whole?.share ?? 0).toBeLessThan(1e-5);
  const [half] =
    (await differences([{ about: 'halves', network: branched, computed }], { precision: 'float16' })) ?? [];
  expect(half?.share ?? 0).toBeLessThan(1e-2);
});

it('computes in int8 what it was calibrated for, within a few steps of a scale', {
  timeout: 120_000,
}, async () => {
  const computed = compute(backend.tf, branched, new Map(), 7);
  for (const ports of ['float32', 'int8']) {
    const tried = [{ about: ports, network: branched, computed }];
    const [found] = (await differences(tried, { precision: 'int8', ports })) ?? [];
    expect(found?.share ?? 0).toBeLessThan(0.1);
  }
  const bytes = await written(branched, computed, { precision: 'int8' });
  const floats = await written(branched, computed, {});
  expect(bytes.length).toBeLessThan(floats.length);
});

it('says what int8 needs where there are no examples', async () => {
  const { trained } = compute(backend.tf, branched, new Map(), 1);
  const none = { trained, inputs: [], outputs: [] };
  await expect(written(branched, none, { precision: 'int8' })).rejects.toThrow(/training examples/);
});

it('takes bytes and prepares them itself', { timeout: 120_000 }, async () => {
  const network = networkOf(
    [
      part('input', 'in', { shape: [9, 7, 3] }),
      part('conv2d', 'conv', { filters: 4, kernelSize: [3, 2], activation: 'relu' }, 'in'),
      part('flatten', 'flat', {}, 'conv'),
      part('dense', 'out', { units: 6 }, 'flat'),
    ],
    ['out'],
  );
  const computed = compute(backend.tf, network, new Map(), 4);
  const given: Values[] = [];
  for (const [at, [operations, image]] of preparations.entries()) {
    const { stored, prepared } = storedImages(backend.tf, operations, image);
    const trained = { ...computed.trained, inference: { image, operations } };
    const own = { ...computed, trained, inputs: [prepared] };
    const files = [
      await written(network, own, { input: 'bytes' }),
      await written(network, own, {}),
      await written(network, own, { input: 'bytes', precision: 'int8', ports: 'int8' }),
      await written(network, own, { precision: 'int8', ports: 'int8' }),
    ];
    for (const [kind, bytes] of files.entries()) {
      await writeFile(join(folder, `${4 * at + kind}.tflite`), bytes);
      given.push(kind % 2 === 0 ? stored : prepared);
    }
  }
  const model = await interpreter.open(folder, computed.trained);
  const found = await model.predict(given).catch((error: unknown) => {
    if (!(error instanceof RuntimeMissingError)) throw error;
    return error;
  });
  if (found instanceof RuntimeMissingError) return expect(sentence(found.text)).toMatch(/CONVAS_PYTHON/);
  for (let at = 0; at < given.length; at += 2) {
    const [bytes, floats] = [2 * at, 2 * at + 2].map((place) => found.slice(place, place + 2));
    // A number on the edge between two bytes may fall to either.
    expect(compareOutputs(floats!, bytes!, at % 4 === 0 ? 1e-5 : 0.02).where).toBeNull();
  }
});
