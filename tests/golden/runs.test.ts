import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/engine/backends/backend.ts';
import { openStepper, type StepMode } from '../../src/engine/model/open-stepper.ts';
import type { StepPlan } from '../../src/engine/model/step.ts';
import { listWeights, readTensors } from '../../src/engine/model/weights.ts';
import type { Params } from '../../src/layers/kind.ts';
import { TextError } from '../../src/text/text-error.ts';
import type { LossKind } from '../../src/training/loss.ts';
import { losses } from '../../src/training/losses/registry.ts';
import { optimizers } from '../../src/training/optimizers/registry.ts';
import { rateAt } from '../../src/training/rate.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';
import { chain, type LayerOf } from '../engine/networks.ts';
import { describeModes, openTestBackend } from '../support/backend.ts';

type Weights = Readonly<Record<string, readonly number[]>>;

interface Case {
  readonly network: 'plain' | 'normalized' | 'autoencoder' | 'single';
  readonly ending: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** What layers have beside what their network gives them, by name. */
  readonly params: Readonly<Record<string, Params>>;
  readonly weights: Weights;
  /** Of each epoch; `single` alone has them. */
  readonly losses?: readonly number[];
  readonly accuracies?: readonly number[];
}

/** runs.json, which make_runs.py makes. */
interface Golden {
  readonly epochs: number;
  readonly batchSize: number;
  readonly pictures: readonly number[];
  readonly labels: readonly number[];
  readonly starts: Readonly<Record<Case['network'], Weights>>;
  readonly cases: readonly Case[];
}

const golden: Golden = JSON.parse(readFileSync(new URL('runs.json', import.meta.url), 'utf8'));

let backend: Backend;
beforeAll(async () => {
  backend = await openTestBackend();
});

const input = ['input', { shape: [5, 5, 1] }] as const;
const convolution = (own: Params = {}): LayerOf => [
  'conv2d',
  { filters: 2, kernelSize: [3, 3], activation: 'tanh', ...own },
  'conv',
];
const networks = {
  plain: (activation: string, own: Case['params']) =>
    chain(
      input,
      convolution(own['conv']),
      ['flatten'],
      ['dense', { units: 3, activation, ...own['out'] }, 'out'],
    ),
  normalized: (activation: string) =>
    chain(
      input,
      convolution(),
      ['batchNormalization', {}, 'norm'],
      ['flatten'],
      ['dense', { units: 3, activation }, 'out'],
    ),
  single: (activation: string) =>
    chain(input, convolution(), ['flatten'], ['dense', { units: 1, activation }, 'out']),
  autoencoder: (activation: string) =>
    chain(input, convolution(), ['conv2dTranspose', { filters: 1, kernelSize: [3, 3], activation }, 'out']),
};

/** Settings name layers by id, the golden file by name. */
function planOf({ network: name, ending, settings, params }: Case): StepPlan {
  const network = networks[name](ending, params);
  const { layers = {}, ...others } = settings as { layers?: Record<string, object> };
  const ids = Object.entries(layers).map(([layer, own]) => [
    network.layers.find((each) => each.name === layer)!.id,
    own,
  ]);
  const resolution = resolveSettings(
    trainingSettingsSchema.parse({ epochs: golden.epochs, ...others, layers: Object.fromEntries(ids) }),
  );
  if (!resolution.ok) throw new TextError(resolution.error);
  const counts = resolution.settings.classWeights;
  const classWeights = Array.isArray(counts) ? counts : null;
  return {
    backend,
    network,
    weights: listWeights(network),
    settings: resolution.settings,
    target: name === 'autoencoder' ? 'input' : 'class',
    classWeights,
  };
}

interface Trained {
  /** After the run, by `LAYER/WEIGHT`. */
  readonly weights: Map<string, Float32Array>;
  /** The mean over the examples of each epoch. */
  readonly losses: readonly number[];
  readonly accuracies: readonly number[];
}

function train(one: Case, mode: StepMode): Trained {
  const { epochs, batchSize, pictures, starts } = golden;
  const labels = one.network === 'single' ? golden.labels.map((label) => Math.min(label, 1)) : golden.labels;
  const losses = new Array<number>(epochs).fill(0);
  const accuracies = new Array<number>(epochs).fill(0);
  const plan = planOf(one);
  const weights = new Map(
    Object.entries(starts[one.network]).map(([key, values]) => [key, new Float32Array(values)]),
  );
  const stepsPerEpoch = Math.ceil(labels.length / batchSize);
  const sizes = [batchSize, labels.length % batchSize];
  const stepper = openStepper(plan, { weights, slots: new Map(), steps: 0 }, sizes, mode);
  const size = pictures.length / labels.length;
  for (let step = 0; step < epochs * stepsPerEpoch; step++) {
    const from = (step % stepsPerEpoch) * batchSize;
    const own = labels.slice(from, from + batchSize);
    const x = new Float32Array(pictures.slice(from * size, (from + own.length) * size));
    const rate = rateAt(plan.settings, { step, stepsPerEpoch, history: [] });
    const { loss, accuracy } = stepper.run({ count: own.length, x, labels: new Int32Array(own) }, rate);
    const epoch = Math.floor(step / stepsPerEpoch);
    losses[epoch]! += (loss * own.length) / labels.length;
    accuracies[epoch]! += ((accuracy ?? 0) * own.length) / labels.length;
  }
  expect(`${stepper.mode} ${stepper.reason}`).toBe(`${mode} `);
  const after = stepper.borrow(readTensors);
  stepper.dispose();
  return { weights: after, losses, accuracies };
}

const furthest = (expected: readonly number[], own: ArrayLike<number>): number =>
  expected.reduce((most, value, at) => Math.max(most, Math.abs(value - own[at]!)), 0);

describe('five epochs end where Keras 3 ends', () => {
  it('with every optimizer, and every loss that Keras has', () => {
    const used = (what: 'optimizer' | 'loss') =>
      new Set(golden.cases.map(({ settings }) => (settings[what] as { kind: string } | undefined)?.kind));
    expect([...used('optimizer')].sort()).toEqual(Object.keys(optimizers).sort());
    const { categoricalCrossentropy: _default, rbfMap: _ours, ...others } = losses;
    const ofKeras = Object.values<LossKind>(others)
      .filter(({ targets }) => targets.includes('class'))
      .map(({ kind }) => kind);
    for (const kind of ofKeras) expect([...used('loss')]).toContain(kind);
  });

  describeModes('trained', (mode) => {
    it.each(
      golden.cases.map((each) => [each.network, JSON.stringify([each.settings, each.params]), each] as const),
    )('%s %s', (_network, _settings, one) => {
      const { weights: after, losses: own, accuracies } = train(one, mode);
      expect([...after.keys()].sort()).toEqual(Object.keys(one.weights).sort());
      for (const [key, expected] of Object.entries(one.weights))
        expect(furthest(expected, after.get(key)!), key).toBeLessThan(1e-4);
      expect(one.losses !== undefined).toBe(one.network === 'single');
      expect(furthest(one.losses ?? [], own), 'losses').toBeLessThan(1e-4);
      expect(furthest(one.accuracies ?? [], accuracies), 'accuracies').toBeLessThan(1e-5);
    });
  });
});
