import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { checkDocument } from '../../src/engine/training/prepare.ts';
import { templates } from '../../templates/index.ts';
import { randomBatch } from '../bench/random-batch.ts';

let backend: NativeBackend;
beforeAll(async () => {
  backend = await openNative();
});

const checked = templates.map(({ id, text }) => ({ id, ...checkDocument(text, null) }));

describe('on native TensorFlow', () => {
  it.each(checked)('$id is built with the weights that were counted, and runs', ({ network, params }) => {
    const { tf } = backend;
    const before = tf.memory();
    const weights = new Map(
      listWeights(network).map(({ key, spec }) => [key, tf.fill([...spec.shape], 0.01)]),
    );
    const bytes = tf.memory().numBytes - before.numBytes;
    expect(bytes / 4).toBe(params);
    const input = network.layers.find(({ id }) => id === network.inputs[0])!;
    const [output] = network.outputs as [string];
    const x = tf.fill([1, ...input.outputShape], 0.5);
    const y = forward(tf, network, weights, x, [output]).get(output)!;
    expect(y.shape).toEqual([1, ...network.layers.find(({ id }) => id === output)!.outputShape]);
    for (const tensor of [x, y, ...weights.values()]) tensor.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });

  // The large ones take gigabytes: `node build/bench-templates.mjs` trains them, and keeps what they need.
  const small = checked.filter(({ params }) => params < 1e6);
  it.each(small)('$id takes a compiled step on random data', ({ network, settings, target }) => {
    const plan = { backend, network, weights: listWeights(network), settings, target };
    const weights = initialWeights(plan.weights, 1);
    const stepper = openStepper(plan, { weights, slots: new Map(), steps: 0 }, [2], 'compiled');
    const { loss } = stepper.run(randomBatch(network, 2), settings.learningRate);
    expect(Number.isFinite(loss)).toBe(true);
    expect(stepper).toMatchObject({ mode: 'compiled', reason: '', steps: 1 });
    stepper.dispose();
  });
});
