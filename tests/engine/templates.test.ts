import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { listWeights } from '../../src/engine/model/weights.ts';
import { checkDocument, readDocument } from '../../src/engine/training/prepare.ts';
import { templates } from '../../templates/index.ts';
import { compareWays, type Trial } from '../bench/agree.ts';
import { openTestBackend } from '../support/backend.ts';
import { timely } from '../support/thorough.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

const checked = templates.map(({ id, text }) => ({ id, ...checkDocument(readDocument(text), null) }));

describe('a template', () => {
  it.each(checked)('$id is built with the weights that were counted, and runs', ({ network, totals }) => {
    const { tf } = backend;
    const before = tf.memory();
    const weights = new Map(
      listWeights(network).map(({ key, spec }) => [key, tf.fill([...spec.shape], 0.01)]),
    );
    const bytes = tf.memory().numBytes - before.numBytes;
    expect(bytes / 4).toBe(totals.params);
    const input = network.layers.find(({ id }) => id === network.inputs[0])!;
    const [output] = network.outputs as [string];
    const x = tf.fill([1, ...input.outputShape], 0.5);
    const y = forward(tf, network, weights, x, [output]).get(output)!;
    expect(y.shape).toEqual([1, ...network.layers.find(({ id }) => id === output)!.outputShape]);
    for (const tensor of [x, y, ...weights.values()]) tensor.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });

  /**
   * Trials that take seconds, with oneDNN as in use; agreement.test.ts has every template without it, and
   * `build/bench-agreement.mjs` keeps in templates/agreement.json how the large ones do with it. Plain momentum where a
   * bias stands before batch normalization: its gradient is rounding errors, which the template's own Adam would turn into full steps of either sign.
   */
  const trials: Readonly<Record<string, Omit<Trial, 'steps'>>> = {
    'lenet-5': { batch: 8 },
    'lenet-5-1998': { batch: 8, momentum: 1e-4 },
    'tiny-cnn': { batch: 8 },
    mlp: { batch: 8 },
    autoencoder: { batch: 8 },
    'deep-belief': { batch: 8 },
    neocognitron: { batch: 8 },
    'conv-autoencoder': { batch: 8, momentum: 0.01 },
    'text-cnn': { batch: 8 },
    'lstm-series': { batch: 8 },
    unet: { batch: 8, momentum: 1e-3 },
    'cifar10-cnn': { batch: 8, momentum: 1e-3 },
    'resnet20-cifar': { batch: 8, momentum: 1e-3 },
    mobilenet: { batch: 8, side: 64, momentum: 1e-3 },
    ...timely({}, { googlenet: { batch: 8, side: 64, momentum: 1e-3 } }),
  };
  it.each(Object.entries(trials))(
    '%s trains compiled as op by op, 20 steps',
    { tags: ['native'] },
    (id, trial) => {
      const { text } = templates.find((template) => template.id === id)!;
      const found = compareWays(backend, text, { ...trial, steps: 20 });
      expect(found).toMatchObject({ mode: 'compiled', reason: '' });
      expect(found.loss).toBeLessThan(1e-4);
      expect(found.weights).toBeLessThan(1e-4);
      // Weights that stand still agree too.
      expect(found.moved).toBeGreaterThan(1e-3);
    },
  );

  it.each(['cifar10-cnn', 'conv-autoencoder'])(
    '%s keeps its compiled step with its own Adam',
    { tags: ['native'] },
    (id) => {
      const { text } = templates.find((template) => template.id === id)!;
      expect(compareWays(backend, text, { batch: 8, steps: 5 })).toMatchObject({
        mode: 'compiled',
        reason: '',
      });
    },
  );
});
