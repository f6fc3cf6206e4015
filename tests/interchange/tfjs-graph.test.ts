// @module-tag native
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { servingGraph } from '../../src/engine/exports/serving-graph.ts';
import { collectFiles } from '../../src/interchange/collect.ts';
import { compareOutputs } from '../../src/interchange/compare.ts';
import { startPlainThread } from '../../src/interchange/tfjs/plain-runtime.ts';
import { tfjsGraph } from '../../src/interchange/tfjs-graph/export.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { Network } from '../../src/network/network.ts';
import { catalogueFor } from './catalogue.ts';
import { compute } from './networks.ts';

let backend: NativeBackend;
const thread = startPlainThread();
beforeAll(async () => {
  backend = await openNative();
});
afterAll(() => thread.end());

const { network, indices, cases } = catalogueFor(tfjsGraph);

/** One output of the catalogue with what leads to it. */
function part(output: string): Network {
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
const single = lasts.map(part).filter(({ inputs }) => inputs.length === 1);

it('computes in TensorFlow.js what was recorded, for every kind and batches of any size', {
  timeout: 60_000,
}, async () => {
  const { tf } = backend;
  expect(single.length).toBeGreaterThan(55);
  for (const own of single) {
    const about = cases.get(own.outputs[0]!);
    const { trained, inputs, outputs } = compute(tf, own, indices, 4);
    const weights = new Map(
      own.layers.flatMap((layer) =>
        layer.weights.map(({ name, shape }) => {
          const key = `${layer.name}/${name}`;
          return [key, tf.tensor(trained.weights.get(key)!, [...shape])] as const;
        }),
      ),
    );
    const graph = (ids: readonly string[]) => servingGraph(backend, own, weights, ids);
    const files = await collectFiles(tfjsGraph.write({ ...trained, servingGraph: graph }, {}));
    const model = new TextDecoder().decode(files[0]!.bytes);
    try {
      await thread.ask({ kind: 'open', backend: 'cpu', files: { model, weights: files[1]!.bytes } });
      const found = (await thread.ask({ kind: 'predict', inputs })).outputs;
      expect.soft(compareOutputs(outputs, found).where, about).toBeNull();
    } catch (error) {
      expect.soft(String(error), about).toBe('');
    }
  }
});
