// @module-tag native
import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { createCompiledStepper } from '../../src/engine/compiled/compiled-stepper.ts';
import { withKernels } from '../../src/engine/kernels/with-kernels.ts';
import { createEagerStepper } from '../../src/engine/model/eager-stepper.ts';
import { openForward } from '../../src/engine/model/open-forward.ts';
import { isSeparable, type StepPlan } from '../../src/engine/model/step.ts';
import type { Stepper } from '../../src/engine/model/stepper.ts';
import {
  disposeAll,
  initialWeights,
  listWeights,
  readTensors,
  toTensors,
} from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { sizeOf } from '../../src/layers/shape.ts';
import type { Network } from '../../src/network/network.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../src/training/settings.ts';
import { chain, lenet } from './networks.ts';

let native: NativeBackend;
beforeAll(async () => {
  native = await openNative();
});

function planWith(network: Network, shards: number, more: Partial<TrainingSettings> = {}): StepPlan {
  const optimizer = { kind: 'momentum', params: { learningRate: 0.05 } };
  const resolution = resolveSettings(trainingSettingsSchema.parse({ ...more, optimizer, seed: 5 }));
  if (!resolution.ok) throw new TextError(resolution.error);
  const backend = withKernels(native, { pairedFilters: 0, shards });
  return { backend, network, weights: listWeights(network), settings: resolution.settings, target: 'class' };
}

function batchesOf({ network }: StepPlan, counts: readonly number[]) {
  const generator = createGenerator(3, 'shards');
  const shapeOf = (id: string) => network.layers.find((layer) => layer.id === id)!.outputShape;
  const size = sizeOf(shapeOf(network.inputs[0]!));
  const classes = shapeOf(network.outputs[0]!)[0]!;
  return counts.map((count) => ({
    count,
    x: Float32Array.from({ length: count * size }, () => 2 * generator.uniform() - 1),
    labels: Int32Array.from({ length: count }, () => generator.below(classes)),
  }));
}

/** Losses, gradient norms and weights of a few steps, all numbers in a row. */
function train(plan: StepPlan, open: (plan: StepPlan) => Stepper, counts: readonly number[]): number[] {
  const stepper = open(plan);
  const numbers = batchesOf(plan, counts).flatMap((batch) => {
    const { loss, accuracy, gradientNorms } = stepper.run(batch, plan.settings.learningRate);
    return [loss, accuracy!, ...gradientNorms];
  });
  const weights = stepper.borrow(readTensors);
  stepper.dispose();
  return [...numbers, ...[...weights.values()].flatMap((values) => [...values])];
}

const start = (plan: StepPlan) => ({
  weights: initialWeights(plan.weights, 5),
  slots: new Map<string, Float32Array>(),
  steps: 0,
});
const eager = (plan: StepPlan): Stepper => createEagerStepper(plan, start(plan));

function apart(one: readonly number[], other: readonly number[]): number {
  expect(one.length).toBe(other.length);
  return one.reduce((most, value, at) => Math.max(most, Math.abs(value - other[at]!)), 0);
}

const withDropout = () =>
  chain(
    ['input', { shape: [12, 12, 1] }],
    ['conv2d', { filters: 4, kernelSize: [3, 3] }],
    ['flatten', {}],
    ['dropout', { rate: 0.5 }],
    ['dense', { units: 5 }],
    ['activation', { activation: 'softmax' }],
  );
const withBatchStatistics = () =>
  chain(
    ['input', { shape: [8, 8, 2] }],
    ['conv2d', { filters: 4, kernelSize: [3, 3] }],
    ['batchNormalization', {}],
    ['flatten', {}],
    ['dense', { units: 3, activation: 'softmax' }],
  );

describe('a step in shards', () => {
  it.each([2, 3, 4])('%i of them: the same losses, gradients and weights as the whole batch', (shards) => {
    const whole = train(planWith(lenet(), 1), eager, [12, 7, 12]);
    expect(apart(whole, train(planWith(lenet(), shards), eager, [12, 7, 12]))).toBeLessThan(2e-6);
  });

  it('of fewer examples than shards has a shard for each', () => {
    const whole = train(planWith(lenet(), 1), eager, [2]);
    expect(apart(whole, train(planWith(lenet(), 8), eager, [2]))).toBeLessThan(2e-6);
  });

  it('counts penalties once, and clips the gradient of the whole batch', () => {
    const more: Partial<TrainingSettings> = { clipping: { by: 'globalNorm', limit: 0.05 } };
    const network = () =>
      chain(
        ['input', { shape: [6, 6, 1] }],
        ['flatten', {}],
        ['dense', { units: 4, kernelRegularizer: { l1: 0.01, l2: 0.1 }, activation: 'softmax' }],
      );
    const whole = train(planWith(network(), 1, more), eager, [9, 9, 4]);
    expect(apart(whole, train(planWith(network(), 2, more), eager, [9, 9, 4]))).toBeLessThan(2e-6);
  });

  it('weighs classes in the whole batch', () => {
    const classWeights = [1, 5, 0.5, 1, 1, 2, 1, 1, 1, 3];
    const whole = train({ ...planWith(lenet(), 1), classWeights }, eager, [11]);
    expect(apart(whole, train({ ...planWith(lenet(), 3), classWeights }, eager, [11]))).toBeLessThan(2e-6);
  });

  it('compiled does what op by op does, dropout drawn alike', () => {
    for (const network of [lenet(), withDropout()]) {
      const plan = planWith(network, 2);
      const compiled = (own: StepPlan): Stepper => createCompiledStepper(own, native, start(own), [8, 5]);
      const counts = [8, 5, 8, 8, 5];
      expect(apart(train(plan, eager, counts), train(plan, compiled, counts))).toBeLessThan(1e-5);
    }
  });

  it('drops units of each shard by numbers of their own', () => {
    const plan = planWith(withDropout(), 2);
    // Two equal halves: with the same numbers in both, the step would be that of one half.
    const [half] = batchesOf(plan, [6]);
    const twice = {
      count: 12,
      x: new Float32Array([...half!.x, ...half!.x]),
      labels: new Int32Array([...half!.labels, ...half!.labels]),
    };
    const one = eager(planWith(withDropout(), 1));
    const two = eager(plan);
    expect(two.run(twice, 0.1).loss).not.toBeCloseTo(one.run(half!, 0.1).loss, 4);
    one.dispose();
    two.dispose();
  });

  it('is not taken where a layer takes statistics over the batch, unless that layer is frozen', () => {
    const whole = train(planWith(withBatchStatistics(), 1), eager, [8, 8]);
    expect(train(planWith(withBatchStatistics(), 4), eager, [8, 8])).toEqual(whole);
    const plan = planWith(withBatchStatistics(), 4);
    expect(isSeparable(plan)).toBe(false);
    const normalizing = plan.network.layers.find(({ kind }) => kind.kind === 'batchNormalization')!;
    const layers = { [normalizing.id]: { frozen: true, rate: 1 } };
    expect(isSeparable({ ...plan, settings: { ...plan.settings, layers } })).toBe(true);
  });
});

describe('a forward pass in shards', () => {
  it('gives the outputs of the whole batch in their order', () => {
    const network = lenet();
    const wanted = network.layers.map(({ id }) => id);
    const [batch] = batchesOf(planWith(network, 1), [11]);
    const outputs = (shards: number): number[] => {
      const backend = withKernels(native, { pairedFilters: 0, shards });
      const weights = toTensors(backend, listWeights(network), initialWeights(listWeights(network), 5));
      const forward = openForward(backend, network, { mode: 'compiled' });
      const result = forward.outputs(weights, batch!.x, 11, wanted, 'at once');
      const numbers = wanted.flatMap((id) => [...result.get(id)!.dataSync()]);
      disposeAll(result.values());
      disposeAll(weights.values());
      forward.dispose();
      return numbers;
    };
    expect(apart(outputs(1), outputs(3))).toBeLessThan(1e-6);
  });
});
