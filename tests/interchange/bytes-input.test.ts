import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { kerasFormat, legacyFormat } from '../../src/interchange/keras/export.ts';
import { keras } from '../../src/interchange/keras/import.ts';
import { pythonRuntime } from '../../src/interchange/python/run.ts';
import { RuntimeMissingError } from '../../src/interchange/runtime-missing.ts';
import { tfjs } from '../../src/interchange/tfjs/export.ts';
import { startPlainThread } from '../../src/interchange/tfjs/plain-runtime.ts';
import type { Values } from '../../src/interchange/values.ts';
import type { TF } from '../../src/layers/tensorflow.ts';
import { analyze } from '../../src/network/analyze.ts';
import { sentence } from '../../src/text/message.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { compute, networkOf, part } from './networks.ts';
import { preparations, storedImages } from './stored-images.ts';

let tf: TF;
let folder: string;
const thread = startPlainThread();
beforeAll(async () => {
  tf = await loadTensorFlow();
  folder = await mkdtemp(join(tmpdir(), 'convas-bytes-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await thread.end();
});

const network = networkOf(
  [
    part('input', 'in', { shape: [9, 7, 3] }),
    part('conv2d', 'conv', { filters: 4, kernelSize: [3, 2], activation: 'relu' }, 'in'),
    part('flatten', 'flat', {}, 'conv'),
    part('dense', 'out', { units: 6 }, 'flat'),
  ],
  ['out'],
);

/** The network trained on images that are prepared so, images as stored, and what it makes of them. */
async function prepared([operations, image]: (typeof preparations)[number]) {
  const { stored, prepared: given } = storedImages(tf, operations, image);
  const { trained } = compute(tf, network, new Map(), 4);
  const source = { ...trained, inference: { image, operations } };
  return { source, stored, expected: await inTensorFlowJs(source, 'floats', given) };
}

async function inTensorFlowJs(
  source: Parameters<typeof tfjs.write>[0],
  input: 'floats' | 'bytes',
  given: Values,
): Promise<readonly Values[]> {
  const files = await collectFiles(tfjs.write(source, { input }));
  const model = new TextDecoder().decode(files[0]!.bytes);
  await thread.ask({ kind: 'open', backend: 'cpu', files: { model, weights: files[1]!.bytes } });
  return (await thread.ask({ kind: 'predict', inputs: [given] })).outputs;
}

const [scaled, resized, standardized] = preparations;

it.each([scaled, resized])('layers of TensorFlow.js take bytes and prepare them: %j', async (...of) => {
  const { source, stored, expected } = await prepared(of as typeof scaled);
  const found = await inTensorFlowJs(source, 'bytes', stored);
  expect(compareOutputs(expected, found, 1e-5).where).toBeNull();
});

it('names the way out where TensorFlow.js cannot prepare images', async () => {
  const { source } = await prepared(standardized);
  expect(() => tfjs.write(source, { input: 'bytes' })).toThrow(/graph model/);
  expect(() => tfjs.write({ ...source, inference: null }, { input: 'bytes' })).toThrow(/input=floats/);
});

/** Every model of a folder, in Keras alone, on bytes. */
const runtime = pythonRuntime({
  title: 'Keras',
  script: `
import os
import keras

def predict(folder, inputs, weights):
    own = os.path.join(folder, 'convas_layers.py')
    exec(compile(open(own, encoding='utf-8').read(), own, 'exec'), {'__name__': 'convas_layers'})
    outputs = []
    for at, images in enumerate(inputs):
        for suffix in ('keras', 'h5'):
            model = keras.models.load_model(os.path.join(folder, f'{at}.{suffix}'), compile=False)
            assert model.inputs[0].dtype == 'uint8', model.inputs[0].dtype
            outputs.append(np.asarray(model(images.astype(np.uint8), training=False)))
    return outputs

def runtime():
    return keras.__version__
`,
});

it('models of Keras take bytes, and come back as the network that was exported', {
  timeout: 300_000,
}, async () => {
  const cases: Awaited<ReturnType<typeof prepared>>[] = [];
  for (const each of preparations) cases.push(await prepared(each));
  for (const [at, { source }] of cases.entries()) {
    for (const [format, suffix] of [
      [kerasFormat, 'keras'],
      [legacyFormat, 'h5'],
    ] as const) {
      const [model, own] = await collectFiles(format.write(source, { input: 'bytes' }));
      await writeFile(join(folder, `${at}.${suffix}`), model!.bytes);
      if (own) await writeFile(join(folder, own.path), own.bytes);
      expect(own !== undefined).toBe(at === 2);
      const main = { name: `model.${suffix}`, bytes: model!.bytes };
      const { document, weights } = await keras.read({ main, beside: async () => null });
      expect(analyze(document, null).network, document.name).not.toBeNull();
      expect(weights!.get('conv/kernel')).toEqual(source.weights.get('conv/kernel'));
    }
  }
  const model = await runtime.open(folder, cases[0]!.source);
  const found = await model.predict(cases.map(({ stored }) => stored)).catch((error: unknown) => {
    if (!(error instanceof RuntimeMissingError)) throw error;
    return error;
  });
  if (found instanceof RuntimeMissingError) return expect(sentence(found.text)).toMatch(/CONVAS_PYTHON/);
  for (const [at, { expected }] of cases.entries()) {
    for (const own of [found[2 * at]!, found[2 * at + 1]!])
      expect(compareOutputs(expected, [own], 1e-5).where).toBeNull();
  }
});
