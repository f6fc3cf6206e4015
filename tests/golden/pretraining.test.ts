import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { createBatcher } from '../../src/datasets/batcher.ts';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { noGuard } from '../../src/engine/compiled/crash-guard.ts';
import type { StepMode } from '../../src/engine/model/open-stepper.ts';
import { initialWeights, listWeights } from '../../src/engine/model/weights.ts';
import { createPretraining } from '../../src/engine/pretraining/pretraining.ts';
import { imageSteps } from '../../src/preprocessing/edit.ts';
import { createEmitter } from '../../src/protocol/emitter.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { between } from '../engine/feeders.ts';
import { chain } from '../engine/networks.ts';
import { describeModes, openTestBackend } from '../support/backend.ts';

/** pretraining.json, which make_pretraining.py makes. */
interface Golden {
  readonly seed: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly pictures: readonly number[];
  readonly stages: readonly {
    readonly layer: string;
    readonly losses: readonly number[];
    readonly kernel: readonly number[];
    readonly bias: readonly number[];
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('pretraining.json', import.meta.url), 'utf8'));
const count = 20;

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

const network = chain(
  ['input', { shape: [6, 6, 1] }],
  ['conv2d', { filters: 2, kernelSize: [3, 3], activation: 'tanh' }, 'C1'],
  ['averagePooling2d', { poolSize: [2, 2], strides: [2, 2] }, 'S2'],
  ['flatten'],
  ['dense', { units: 5, activation: 'tanh' }, 'F3'],
  ['dropout', { rate: 0.5 }],
  ['dense', { units: 3, activation: 'sigmoid' }, 'F4'],
  ['dense', { units: 2, activation: 'softmax' }, 'out'],
);

function open(mode: StepMode) {
  const { seed, epochs, batchSize, learningRate } = golden;
  const resolution = resolveSettings(
    trainingSettingsSchema.parse({
      seed,
      batchSize,
      // None of these has a say before the training itself.
      optimizer: { kind: 'sgd', params: { learningRate: 100 } },
      weightDecay: 0.5,
      clipping: { by: 'value', limit: 1e-9 },
      pretraining: { epochs, learningRate },
    }),
  );
  if (!resolution.ok) throw new TextError(resolution.error);
  const { settings } = resolution;
  const weights = listWeights(network);
  const split = {
    count,
    shape: [6, 6, 1] as const,
    images: Uint8Array.from(golden.pictures),
    labels: new Uint8Array(count),
  };
  const first = initialWeights(weights, seed);
  const preprocessing = { inputShape: [6, 6, 1], steps: imageSteps('pad', 'zero-one') } as const;
  const pretraining = createPretraining({
    inference: backend,
    run: 'r1',
    plan: { backend, network, weights, settings, target: 'class' },
    dataset: { train: split, validation: null, test: split },
    division: { train: Int32Array.from({ length: count }, (_, at) => at), validation: new Int32Array() },
    feeder: between(preprocessing),
    createBatcher: (of) => createBatcher(of, preprocessing),
    events: createEmitter(),
    settings: settings.pretraining!,
    mode,
    crashGuard: noGuard,
    start: { weights: first, done: [], seconds: 0 },
    afterStep: () => undefined,
    onLayer: () => undefined,
    onFallback: () => undefined,
  });
  return { pretraining, first };
}

const apart = (values: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(values.length).toBe(expected.length);
  return Array.from(values).reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);
};

describeModes('greedy layer-wise pretraining', (mode) => {
  it('comes to the errors and the weights that Keras comes to, layer by layer', async () => {
    const { pretraining, first } = open(mode);
    expect(await pretraining.train()).toBeNull();
    expect(pretraining.done.map(({ name }) => name)).toEqual(golden.stages.map(({ layer }) => layer));
    const { weights } = pretraining.checkpoint();
    const values = new Map(weights.map((weight) => [weight.key, weight.values]));
    for (const [at, { layer, losses, kernel, bias }] of golden.stages.entries()) {
      expect(apart(pretraining.done[at]!.losses, losses)).toBeLessThan(2e-6);
      expect(apart(values.get(`${layer}/kernel`)!, kernel)).toBeLessThan(1e-5);
      expect(apart(values.get(`${layer}/bias`)!, bias)).toBeLessThan(1e-5);
      // They have moved much further than that.
      expect(apart(values.get(`${layer}/kernel`)!, first.get(`${layer}/kernel`)!)).toBeGreaterThan(0.02);
    }
    expect(values.get('out/kernel')).toEqual(first.get('out/kernel'));
    pretraining.dispose();
  });
});
