import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { openWasm } from '../../src/engine/backends/javascript.ts';
import { openNative } from '../../src/engine/backends/native.ts';
import { createEagerStepper } from '../../src/engine/model/eager-stepper.ts';
import type { StepPlan } from '../../src/engine/model/step.ts';
import { initialWeights, listWeights, readTensors } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import type { Network } from '../../src/network/network.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { chain, lenet } from './networks.ts';

let native: Backend;
let wasm: Backend;
beforeAll(async () => {
  wasm = await openWasm();
});

/** Weights after some steps on the same data. */
async function trained(
  backend: Backend,
  network: Network,
  steps: number,
): Promise<Map<string, Float32Array>> {
  await backend.tf.setBackend(backend.id === 'native' ? 'tensorflow' : backend.id);
  const resolution = resolveSettings(
    trainingSettingsSchema.parse({ optimizer: { kind: 'sgd', params: { learningRate: 0.1 } } }),
  );
  if (!resolution.ok) throw new TextError(resolution.error);
  const weights = listWeights(network);
  const plan: StepPlan = { backend, network, weights, settings: resolution.settings, target: 'class' };
  const stepper = createEagerStepper(plan, {
    weights: initialWeights(weights, 3),
    slots: new Map(),
    steps: 0,
  });
  const generator = createGenerator(1, 'data');
  const size = network.layers[0]!.outputShape.reduce((product, dimension) => product * dimension, 1);
  const x = Float32Array.from({ length: 4 * size }, () => generator.uniform());
  const labels = Int32Array.from({ length: 4 }, () => generator.below(3));
  for (let step = 0; step < steps; step++) stepper.run({ count: 4, x, labels }, 0.1);
  const result = stepper.borrow(readTensors);
  stepper.dispose();
  return result;
}

function apart(one: ReadonlyMap<string, Float32Array>, other: ReadonlyMap<string, Float32Array>): number {
  let most = 0;
  for (const [key, values] of one) {
    values.forEach((value, index) => {
      most = Math.max(most, Math.abs(value - other.get(key)![index]!));
    });
  }
  return most;
}

const ending = [['globalAveragePooling2d'], ['dense', { units: 3, activation: 'softmax' }]] as const;

describe('WebAssembly trains as native TensorFlow does', { tags: ['native'] }, () => {
  beforeAll(async () => {
    native = await openNative();
  });

  it('LeNet-5', async () => {
    expect(apart(await trained(native, lenet(), 5), await trained(wasm, lenet(), 5))).toBeLessThan(1e-5);
  });

  it.each([
    { padding: 'same', strides: [1, 1], kernelSize: [3, 3] },
    { padding: 'same', strides: [2, 2], kernelSize: [3, 3] },
    { padding: 'valid', strides: [2, 3], kernelSize: [3, 2] },
    { padding: 'same', strides: [3, 2], kernelSize: [5, 4] },
    { padding: 'valid', strides: [4, 4], kernelSize: [2, 2] },
  ] as const)('convolutions, %o', async (params) => {
    for (const multiplier of [1, 2]) {
      const network = chain(
        ['input', { shape: [13, 12, 2] }],
        [
          'depthwiseConv2d',
          { ...params, strides: [params.strides[0], params.strides[0]], depthMultiplier: multiplier },
        ],
        ['conv2d', { ...params, filters: 5, padding: 'same', activation: 'tanh' }],
        ['conv2d', { filters: 3, kernelSize: [2, 2], padding: 'same' }],
        ...ending,
      );
      expect(apart(await trained(native, network, 3), await trained(wasm, network, 3))).toBeLessThan(1e-5);
    }
  });

  it.each([
    { padding: 'valid', strides: [2, 2], poolSize: [2, 2] },
    { padding: 'same', strides: [2, 2], poolSize: [3, 3] },
    { padding: 'same', strides: [1, 1], poolSize: [3, 2] },
    { padding: 'same', strides: [3, 3], poolSize: [2, 2] },
  ] as const)('pooling, %o', async (params) => {
    for (const kind of ['maxPooling2d', 'averagePooling2d'] as const) {
      const network = chain(
        ['input', { shape: [9, 11, 2] }],
        ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'tanh' }],
        [kind, params],
        ['conv2d', { filters: 3, kernelSize: [2, 2], padding: 'same' }],
        ...ending,
      );
      expect(apart(await trained(native, network, 3), await trained(wasm, network, 3))).toBeLessThan(1e-5);
    }
  });

  it('volumes: convolutions and poolings of them', async () => {
    for (const kind of ['maxPooling3d', 'averagePooling3d'] as const) {
      const network = chain(
        ['input', { shape: [5, 6, 7, 2] }],
        ['conv3d', { filters: 3, kernelSize: [2, 3, 2], padding: 'same', activation: 'relu' }],
        [kind, { poolSize: [2, 3, 2], strides: [2, 2, 1], padding: 'same' }],
        ['conv3d', { filters: 2, kernelSize: [2, 2, 2], strides: [1, 2, 2], activation: 'tanh' }],
        ['flatten'],
        ['dense', { units: 3, activation: 'softmax' }],
      );
      expect(apart(await trained(native, network, 3), await trained(wasm, network, 3))).toBeLessThan(1e-5);
    }
  });
});

describe('WebAssembly', () => {
  it('frees what it makes', async () => {
    await trained(wasm, lenet(), 1);
    const before = wasm.tf.memory().numTensors;
    await trained(wasm, lenet(), 5);
    expect(wasm.tf.memory().numTensors).toBe(before);
  });

  it('draws dropout afresh in every step, the same for the same seed', async () => {
    const network = chain(
      ['input', { shape: [40] }],
      ['dropout', { rate: 0.5 }],
      ['dense', { units: 3, activation: 'softmax' }],
    );
    const once = await trained(wasm, network, 2);
    expect(apart(once, await trained(wasm, network, 2))).toBe(0);
    expect(apart(once, await trained(wasm, network, 1))).toBeGreaterThan(1e-3);
  });
});
