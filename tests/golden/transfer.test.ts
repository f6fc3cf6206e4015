import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { cutNetwork } from '../../src/engine/features/constant-part.ts';
import { forward } from '../../src/engine/model/forward.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import { listWeights, readTensors, toTensors } from '../../src/engine/model/weights.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { chain } from '../engine/networks.ts';
import { describeModes, openTestBackend } from '../support/backend.ts';

/** transfer.json, which make_transfer.py makes. */
interface Golden {
  readonly x: readonly number[];
  readonly labels: readonly number[];
  readonly cases: readonly {
    readonly frozen: readonly string[];
    readonly optimizer: 'sgd' | 'adam';
    readonly start: Readonly<Record<string, readonly number[]>>;
    readonly losses: readonly number[];
    readonly end: Readonly<Record<string, readonly number[]>>;
  }[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('transfer.json', import.meta.url), 'utf8'));

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

const network = chain(
  ['input', { shape: [6, 6, 2] }, 'image'],
  ['conv2d', { filters: 4, kernelSize: [3, 3], padding: 'same' }, 'conv1'],
  ['batchNormalization', { momentum: 0.8 }, 'bn1'],
  ['activation', { activation: 'relu' }, 'relu1'],
  ['conv2d', { filters: 3, kernelSize: [3, 3], useBias: false }, 'conv2'],
  ['batchNormalization', { momentum: 0.8 }, 'bn2'],
  ['globalAveragePooling2d', {}, 'mean'],
  ['dense', { units: 3, activation: 'softmax' }, 'head'],
);
const weights = listWeights(network);

function planOf({ frozen, optimizer }: Golden['cases'][number]) {
  const resolution = resolveSettings(
    trainingSettingsSchema.parse({
      optimizer: { kind: optimizer, params: { learningRate: optimizer === 'sgd' ? 0.1 : 0.001 } },
      layers: Object.fromEntries(
        network.layers.filter(({ name }) => frozen.includes(name)).map(({ id }) => [id, { frozen: true }]),
      ),
    }),
  );
  if (!resolution.ok) throw new TextError(resolution.error);
  return { backend, network, weights, settings: resolution.settings, target: 'class' as const };
}

const startOf = ({ start }: Golden['cases'][number]) =>
  new Map(Object.entries(start).map(([key, values]) => [key, Float32Array.from(values)]));

const apart = (values: ArrayLike<number>, expected: ArrayLike<number>): number => {
  expect(values.length).toBe(expected.length);
  return Array.from(values).reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);
};

describeModes('training with frozen layers', (mode) => {
  it.each(golden.cases.map((each) => [each.frozen.join(', '), each.optimizer, each] as const))(
    '%s frozen, %s: two steps lead to the weights of Keras',
    (_frozen, _optimizer, each) => {
      const plan = planOf(each);
      const stepper = openStepper(plan, { weights: startOf(each), slots: new Map(), steps: 0 }, [8], mode);
      const batch = { count: 8, x: Float32Array.from(golden.x), labels: Int32Array.from(golden.labels) };
      const losses = each.losses.map(() => stepper.run(batch, plan.settings.learningRate).loss);
      expect(apart(losses, each.losses)).toBeLessThan(1e-5);
      const found = stepper.borrow(readTensors);
      for (const [key, values] of Object.entries(each.end))
        expect(apart(found.get(key)!, values), key).toBeLessThan(1e-5);
      for (const key of each.frozen.flatMap((name) =>
        [...found.keys()].filter((own) => own.startsWith(`${name}/`)),
      ))
        expect(found.get(key), key).toEqual(startOf(each).get(key));
      stepper.dispose();
    },
  );

  it('trains the same on what the frozen layers put out, computed once', () => {
    for (const each of golden.cases) {
      const plan = planOf(each);
      const cut = cutNetwork(backend, network, plan.settings);
      if (each.frozen.length === 2 && !each.frozen.includes('conv1')) {
        // The first layer trains: nothing in front of it stays.
        expect(cut).toBeNull();
        continue;
      }
      expect(cut!.layer.name).toBe(each.frozen.includes('conv2') ? 'mean' : 'relu1');
      const { tf } = backend;
      const tensors = toTensors(backend, weights, startOf(each));
      const image = tf.tensor(Float32Array.from(golden.x), [8, 6, 6, 2]);
      const features = forward(tf, network, tensors, image, [cut!.layer.id]).get(cut!.layer.id)!;
      const x = new Float32Array(features.dataSync());
      const stepper = openStepper(
        { ...plan, network: cut!.head },
        { weights: startOf(each), slots: new Map(), steps: 0 },
        [8],
        mode,
      );
      const batch = { count: 8, x, labels: Int32Array.from(golden.labels) };
      for (const loss of each.losses)
        expect(stepper.run(batch, plan.settings.learningRate).loss).toBeCloseTo(loss, 5);
      const found = stepper.borrow(readTensors);
      for (const [key, values] of Object.entries(each.end))
        expect(apart(found.get(key)!, values), key).toBeLessThan(1e-5);
      for (const tensor of [...tensors.values(), image, features]) tensor.dispose();
      stepper.dispose();
    }
  });
});
