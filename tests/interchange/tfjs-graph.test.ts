// @module-tag native
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import type { TrainedNetwork } from '../../src/interchange/sources.ts';
import { startPlainThread } from '../../src/interchange/tfjs/plain-runtime.ts';
import { tfjsGraph } from '../../src/interchange/tfjs-graph/export.ts';
import type { Values } from '../../src/interchange/values.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { Network } from '../../src/network/network.ts';
import { catalogueFor } from './catalogue.ts';
import { compute, networkOf, part } from './networks.ts';
import { preparations, storedImages } from './stored-images.ts';

let backend: NativeBackend;
const thread = startPlainThread();
beforeAll(async () => {
  backend = await openNative();
});
afterAll(() => thread.end());

const { network, indices, cases } = catalogueFor(tfjsGraph);

/** The files of an export in TensorFlow.js, and what they put out. */
async function putOut(trained: TrainedNetwork, input: 'floats' | 'bytes', given: readonly Values[]) {
  const files = await collectFiles(tfjsGraph.write(trained, { input }));
  const model = new TextDecoder().decode(files[0]!.bytes);
  await thread.ask({ kind: 'open', backend: 'cpu', files: { model, weights: files[1]!.bytes } });
  return (await thread.ask({ kind: 'predict', inputs: given })).outputs;
}

/** A network with its weights, and the graph that was recorded of it. */
function recorded(own: Network, trained: TrainedNetwork): TrainedNetwork {
  const { tf } = backend;
  const weights = new Map(
    own.layers.flatMap((layer) =>
      layer.weights.map(({ name, shape }) => {
        const key = `${layer.name}/${name}`;
        return [key, tf.tensor(trained.weights.get(key)!, [...shape])] as const;
      }),
    ),
  );
  return { ...trained, servingGraph: (ids) => servingGraph(backend, own, weights, ids) };
}

/** One output of the catalogue with what leads to it. */
function upTo(output: string): Network {
  const needed = new Set([output]);
  for (const layer of [...network.layers].reverse()) {
    if (needed.has(layer.id)) for (const input of layer.inputs) needed.add(input);
  }
  const layers = network.layers.filter(({ id }) => needed.has(id));
  return { layers, inputs: network.inputs.filter((id) => needed.has(id)), outputs: [output] };
}

// One set of parameters for each kind, the last: the graph is what native TensorFlow was recorded doing.
const lasts = Object.keys(kinds).flatMap((kind) =>
  network.outputs.filter((id) => new RegExp(`^${kind}\\d+$`).test(id)).slice(-1),
);
const single = lasts.map(upTo).filter(({ inputs }) => inputs.length === 1);

it('computes in TensorFlow.js what was recorded, for every kind and batches of any size', {
  timeout: 60_000,
}, async () => {
  const { tf } = backend;
  expect(single.length).toBeGreaterThan(55);
  for (const own of single) {
    const about = cases.get(own.outputs[0]!);
    const { trained, inputs, outputs } = compute(tf, own, indices, 4);
    try {
      const found = await putOut(recorded(own, trained), 'floats', inputs);
      expect.soft(compareOutputs(outputs, found).where, about).toBeNull();
    } catch (error) {
      expect.soft(String(error), about).toBe('');
    }
  }
});

const small = networkOf(
  [
    part('input', 'in', { shape: [9, 7, 3] }),
    part('conv2d', 'conv', { filters: 4, kernelSize: [3, 2], activation: 'relu' }, 'in'),
    part('flatten', 'flat', {}, 'conv'),
    part('dense', 'out', { units: 6 }, 'flat'),
  ],
  ['out'],
);

it.each(preparations)('takes bytes and prepares them itself: %j', async (operations, image) => {
  const { tf } = backend;
  const { stored, prepared } = storedImages(tf, operations, image);
  const { trained } = compute(tf, small, new Map(), 4);
  const whole = recorded(small, { ...trained, inference: { image, operations } });
  const expected = await putOut(whole, 'floats', [prepared]);
  const found = await putOut(whole, 'bytes', [stored]);
  expect(compareOutputs(expected, found, 1e-5).where).toBeNull();
});
