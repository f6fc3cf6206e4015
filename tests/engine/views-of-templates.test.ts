import { expect, it } from 'vitest';
import { viewError } from '../../src/engine/insight/in-words.ts';
import { toolsOf } from '../../src/engine/insight/tools.ts';
import { openForward } from '../../src/engine/model/open-forward.ts';
import { targetLayout, targetTensor } from '../../src/engine/model/targets.ts';
import { initialWeights, listWeights, toTensors } from '../../src/engine/model/weights.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { figure } from '../../src/insight/figure.ts';
import { createRandom } from '../../src/insight/random.ts';
import type { Examples, Needed, Tools, View } from '../../src/insight/view.ts';
import { views } from '../../src/insight/views/registry.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { NetworkLayer } from '../../src/network/network.ts';
import { EngineError } from '../../src/protocol/client.ts';
import { templates } from '../../templates/index.ts';
import { openTestBackend } from '../support/backend.ts';

/** A dense network, autoencoders, sequences, tokens, branches, blocks, masks, and distances. */
const some = [
  'tiny-cnn',
  'mlp',
  'autoencoder',
  'conv-autoencoder',
  'lstm-series',
  'text-cnn',
  'unet',
  'lenet-5-1998',
  'resnet20-cifar',
];

/** Options with which nothing takes long. */
const quick: Readonly<Record<string, object>> = {
  rise: { masks: 16, cells: 2 },
  'smooth-grad': { samples: 2 },
  'integrated-gradients': { steps: 2 },
  occlusion: { patch: 0.5 },
  tsne: { iterations: 250, examples: 12 },
  umap: { examples: 12, neighbors: 4 },
  pca: { examples: 12 },
  cka: { examples: 8 },
  'activation-maximization': { steps: 2 },
  'loss-landscape': { points: 3, examples: 10, plane: false },
  surgery: { examples: 10 },
  compression: { examples: 10 },
  'compare-runs': { examples: 8 },
  'top-patches': { examples: 12 },
  'channel-activity': { examples: 12 },
  pulse: { examples: 4 },
  'batch-statistics': { batch: 4, batches: 2 },
  'matched-filters': { examples: 6 },
  'autoencoder-pca': { examples: 12 },
  'autoencoder-lsa': { examples: 12 },
  reconstructions: { examples: 8 },
  regression: { examples: 8 },
  'mask-errors': { examples: 4 },
};

/** What cannot be shown is refused in words; anything else is a fault. */
const refused = (error: unknown): boolean => {
  const detail = viewError(error);
  return detail instanceof EngineError && detail.code !== 'failed';
};

/** Of large networks only what depends on their form. */
const large = ['text-cnn', 'unet', 'resnet20-cifar'];
const ofForm = [
  ...['filters', 'feature-maps', 'prediction', 'saliency', 'grad-cam', 'confusion', 'explain-unit'],
  ...['receptive-field', 'dropout', 'filter-playground', 'weight-history'],
];

it.each(some)('every view of an untrained %s shows something, or says why not', async (id) => {
  const backend = await openTestBackend();
  const { tf } = backend;
  const checked = checkDocument(readDocument(templates.find((template) => template.id === id)!.text), null);
  const { network } = checked;
  const named = listWeights(network);
  const weights = toTensors(backend, named, initialWeights(named, 1));
  const forward = openForward(backend, network, { mode: 'eager' });
  const answer = network.layers.find((layer) => layer.id === network.outputs[0])!.outputShape;
  const classes = Math.max(2, answer.at(-1)!);
  const labels = Array.from({ length: classes }, (_, at) => String(at));
  const input = network.layers.find((layer) => layer.id === network.inputs[0])!.outputShape;
  const { uniform } = createRandom(1);
  const draw = (count: number) =>
    tf.tensor(
      Float32Array.from({ length: count * sizeOf(input) }, () => Math.floor(8 * uniform()) / 8),
      [count, ...input],
    );
  const layout = targetLayout({ network, target: id === 'unet' ? 'mask' : checked.target });
  const examples: Examples = {
    count: 24,
    labels: Int32Array.from({ length: 24 }, (_, at) => at % Math.max(1, classes)),
    shape: [4, 4, 1],
    inputs: (indices) => draw(indices.length),
    truth: (indices) =>
      targetTensor(tf, layout, new Int32Array(indices.length * sizeOf(layout.shape)), indices.length),
    pixels: (indices) => new Uint8Array(indices.length * 16),
    close: () => {},
  };
  const made = toolsOf(
    {
      backend,
      checked,
      labels,
      dataset: '',
      fingerprint: '',
      borrow: (use) => use(weights),
      forward,
      results: null,
    },
    async () => '',
    () => false,
  );
  const tools: Tools = {
    ...made,
    // Its data, which are not at hand, come with masks.
    target: id === 'unet' ? 'mask' : made.target,
    input: () => draw(1),
    examples: async () => examples,
    async *moments() {
      for (const steps of [1, 2]) yield { steps, weights: made.weights };
    },
    async *layOut({ neighbors }) {
      yield { places: Float32Array.from({ length: 2 * neighbors.count }, uniform), trust: 1 };
    },
  };
  const layers = [network.layers.find(({ weights: own }) => own.length > 0)!, network.layers.at(-1)!];
  const image = { height: 4, width: 4, channels: 1 as const, data: new Uint8Array(16) };
  const shown = new Set<string>();
  const faults: string[] = [];
  const look = async (name: string, view: View, layer: NetworkLayer): Promise<void> => {
    if (view.refuse?.(network, tools.reading, view.needs.includes('layer') ? layer : null, tools.target))
      return;
    const subject: Needed = { layer, image, class: 0, other: tools };
    try {
      for await (const figures of view.compute(tools, subject, view.parameters.parse(quick[name] ?? {}))) {
        // What the wire would refuse, such as numbers that are none.
        for (const each of figures)
          if (!figure.safeParse(each).success)
            faults.push(`${name} of ${layer.name}: no valid ${each.figure}`);
        if (figures.length > 0) shown.add(name);
      }
    } catch (error) {
      if (!refused(error)) faults.push(`${name} of ${layer.name}: ${(error as Error).stack}`);
    }
  };
  for (const [name, view] of Object.entries<View>(views)) {
    if (large.includes(id) && !ofForm.includes(name)) continue;
    for (const layer of view.needs.includes('layer') ? layers : layers.slice(0, 1))
      await look(name, view, layer);
  }
  expect(faults).toEqual([]);
  expect([...shown]).toEqual(expect.arrayContaining(['filters', 'feature-maps', 'weight-history']));
  forward.dispose();
  tf.dispose([...weights.values()]);
});
