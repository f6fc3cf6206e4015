// @module-tag native
import { beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { createCompiledStepper } from '../../src/engine/compiled/compiled-stepper.ts';
import { buildStepGraph } from '../../src/engine/compiled/step-graph.ts';
import { withKernels } from '../../src/engine/kernels/with-kernels.ts';
import { createEagerStepper } from '../../src/engine/model/eager-stepper.ts';
import type { StepPlan } from '../../src/engine/model/step.ts';
import type { Batch, Stepper } from '../../src/engine/model/stepper.ts';
import { initialWeights, listWeights, readTensors } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import type { OpAttribute } from '../../src/graph/binding.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import type { Network, NetworkLayer } from '../../src/network/network.ts';
import { sentence } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { trainingSettingsSchema } from '../../src/training/settings.ts';

let backend: NativeBackend;
let tf: TF;
beforeAll(async () => {
  backend = await openNative();
  ({ tf } = backend);
});

/** Skips, and says why, where this machine has none. */
function needOperations({ skip }: TestContext): void {
  const { operations } = backend;
  if (!operations.ready) skip(`own operations: ${sentence(operations.reason)}`);
}

function random(shape: readonly number[], seed: string, shift = 0): Tensor {
  const generator = createGenerator(9, seed);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => 4 * generator.uniform() - 2 + shift),
    [...shape],
  );
}

/** The largest difference, as a share of the largest number. */
function apart(one: Tensor, other: Tensor): number {
  expect(one.shape).toEqual(other.shape);
  const [most, size] = tf.tidy(() => [
    tf.max(tf.abs(tf.sub(one, other))).dataSync()[0]!,
    tf.max(tf.abs(other)).dataSync()[0]!,
  ]) as unknown as [number, number];
  return most / Math.max(size, 1e-6);
}

const binding = () => backend.node.binding;
const float = (name: string, value: number): OpAttribute => ({ name, type: binding().TF_ATTR_FLOAT, value });
const int = (name: string, value: unknown): OpAttribute => ({ name, type: binding().TF_ATTR_INT, value });
const flag = (name: string, value: boolean): OpAttribute => ({ name, type: binding().TF_ATTR_BOOL, value });
const run = (op: string, attributes: OpAttribute[], inputs: Tensor[], outputs: number): Tensor[] =>
  backend.node.executeMultipleOutputs(op, attributes, inputs, outputs);

const epsilon = 1e-3;

describe('our own operations, held against those of TensorFlow', () => {
  beforeEach(needOperations);
  const shapes = [
    [6, 8, 8, 16],
    [3, 4, 4, 17],
    [2, 3, 3, 1],
    [5, 3, 2, 3],
    [1, 2, 1, 5],
    [300, 40],
  ];
  it.each(shapes)('normalize a batch [%i, %i, ...]', (...shape) => {
    const channels = shape.at(-1)!;
    const axes = shape.slice(0, -1).map((_length, axis) => axis);
    const x = random(shape, 'x', 3);
    const [gamma, beta, shortcut, g] = [
      random([channels], 'gamma'),
      random([channels], 'beta'),
      random(shape, 'shortcut'),
      random(shape, 'g'),
    ] as [Tensor, Tensor, Tensor, Tensor];
    const [mean, variance, unbiased] = run('ConvasMoments', [], [x], 3) as [Tensor, Tensor, Tensor];
    const moments = tf.moments(x, axes);
    const count = x.size / channels;
    expect(apart(mean, moments.mean)).toBeLessThan(1e-6);
    expect(apart(variance, moments.variance)).toBeLessThan(1e-5);
    expect(apart(unbiased, tf.mul(moments.variance, count / (count - 1)))).toBeLessThan(1e-5);

    const plainly = (own: Tensor, scale: Tensor, shift: Tensor): Tensor => {
      const { mean: m, variance: v } = tf.moments(own, axes);
      return tf.add(tf.mul(tf.mul(tf.sub(own, m), tf.rsqrt(tf.add(v, epsilon))), scale), shift);
    };
    for (const [relu, more] of [
      [false, []],
      [true, []],
      [true, [shortcut]],
    ] as const) {
      const forward = (own: Tensor, scale: Tensor, shift: Tensor): Tensor => {
        const normalized = plainly(own, scale, shift);
        const sum = more.length > 0 ? tf.add(normalized, shortcut) : normalized;
        return relu ? tf.relu(sum) : sum;
      };
      const numbers = [int('N', more.length), float('epsilon', epsilon), flag('relu', relu)];
      const parameters = [mean, variance, gamma, beta];
      const [y] = run('ConvasNormalize', numbers, [x, ...parameters, ...more], 1);
      expect(apart(y!, forward(x, gamma, beta))).toBeLessThan(1e-5);

      const expected = tf.grads((...inputs: Tensor[]) =>
        tf.sum(tf.mul(forward(...(inputs as [Tensor, Tensor, Tensor])), g)),
      )([x, gamma, beta]);
      const [dx, dgamma, dbeta, cut] = run(
        'ConvasNormalizeGrad',
        [...numbers, flag('keep', true)],
        [g, x, ...parameters, ...(more.length > 0 ? [y!] : [])],
        4,
      );
      for (const [at, own] of [dx, dgamma, dbeta].entries()) {
        expect(apart(own!, expected[at]!)).toBeLessThan(2e-5);
      }
      expect(apart(cut!, relu ? tf.mul(g, tf.cast(tf.greater(y!, 0), 'float32')) : g)).toBe(0);
    }
  });

  it('refuse tensors that do not fit together instead of reading past them', () => {
    const x = random([4, 16], 'x');
    const [short, right] = [random([3], 'short'), random([16], 'right')];
    const numbers = [int('N', 0), float('epsilon', epsilon), flag('relu', true)];
    expect(() => run('ConvasNormalize', numbers, [x, right, short, right, right], 1)).toThrow(/wrong size/);
    const geometry = [int('N', 0), int('strides', [1, 1]), int('pads', [0, 0, 0, 0]), float('epsilon', 0)];
    expect(() =>
      run('ConvasConv2D', geometry, [random([1, 4, 4, 3], 'x'), random([3, 3, 3, 5], 'k')], 4),
    ).toThrow(/do not do/);
  });
});

/** A layer of a network with branches: its name, kind, parameters, and the names of what it reads. */
type Drawn = readonly [name: string, kind: keyof typeof kinds, params: object, ...inputs: string[]];

function draw(...layers: readonly Drawn[]): Network {
  const built = new Map<string, NetworkLayer>();
  for (const [name, kindName, given, ...inputs] of layers) {
    const kind = kinds[kindName] as unknown as NetworkLayer['kind'];
    const params = kind.parameters.parse(given);
    const inputShapes = inputs.map((input) => built.get(input)!.outputShape);
    const { shape, problems } = kind.inferShape(params, inputShapes);
    if (!shape) throw new Error(sentence(problems[0]?.message ?? ''));
    const weights = kind.weights(params, inputShapes);
    built.set(name, { id: name, name, kind, params, inputs, inputShapes, outputShape: shape, weights });
  }
  return { layers: [...built.values()], inputs: [layers[0]![0]], outputs: [layers.at(-1)![0]] };
}

const conv = (filters: number, more: object = {}) => ({
  filters,
  kernelSize: [3, 3],
  padding: 'same',
  useBias: false,
  ...more,
});
const relu = { activation: 'relu' };
const answer = (from: string): readonly Drawn[] => [
  ['flat', 'flatten', {}, from],
  ['out', 'dense', { units: 3, activation: 'softmax' }, 'flat'],
];

/** A residual unit: two convolutions, batch normalizations, and what came in added before the last ReLU. */
const residual = (filters: number, more: object = {}): Network =>
  draw(
    ['in', 'input', { shape: [9, 7, 3] }],
    ['c0', 'conv2d', conv(filters), 'in'],
    ['b0', 'batchNormalization', {}, 'c0'],
    ['r0', 'activation', relu, 'b0'],
    ['c1', 'conv2d', conv(filters), 'r0'],
    ['b1', 'batchNormalization', more, 'c1'],
    ['r1', 'activation', relu, 'b1'],
    ['c2', 'conv2d', conv(filters), 'r1'],
    ['b2', 'batchNormalization', more, 'c2'],
    ['sum', 'add', {}, 'b2', 'r0'],
    ['r2', 'activation', relu, 'sum'],
    ['c3', 'conv2d', conv(2 * filters, { strides: [2, 2] }), 'r2'],
    ['b3', 'batchNormalization', {}, 'c3'],
    ['r3', 'activation', relu, 'b3'],
    ...answer('r3'),
  );

const networks: Readonly<Record<string, () => Network>> = {
  'of residual units': () => residual(16),
  'of residual units with wide layers': () => residual(32, { epsilon: 0.01 }),
  'of residual units with 5 channels': () => residual(5),
  'with one channel': () => residual(1),
  'without scale and center': () => residual(16, { scale: false, center: false }),
  'without ReLU': () =>
    draw(
      ['in', 'input', { shape: [6, 6, 2] }],
      ['c', 'conv2d', conv(16), 'in'],
      ['b', 'batchNormalization', {}, 'c'],
      ['t', 'activation', { activation: 'tanh' }, 'b'],
      ['d', 'conv2d', conv(16, { kernelSize: [2, 4], padding: 'valid' }), 't'],
      ['e', 'batchNormalization', {}, 'd'],
      ...answer('e'),
    ),
  'of dense layers': () =>
    draw(
      ['in', 'input', { shape: [11] }],
      ['d', 'dense', { units: 17 }, 'in'],
      ['b', 'batchNormalization', {}, 'd'],
      ['r', 'activation', relu, 'b'],
      ['out', 'dense', { units: 3, activation: 'softmax' }, 'r'],
    ),
  'of volumes': () =>
    draw(
      ['in', 'input', { shape: [4, 4, 4, 1] }],
      ['c', 'conv3d', { filters: 3, kernelSize: [2, 2, 2] }, 'in'],
      ['b', 'batchNormalization', {}, 'c'],
      ['r', 'activation', relu, 'b'],
      ...answer('r'),
    ),
  'whose normalization has two readers': () =>
    draw(
      ['in', 'input', { shape: [6, 6, 2] }],
      ['c', 'conv2d', conv(16), 'in'],
      ['b', 'batchNormalization', {}, 'c'],
      ['r', 'activation', relu, 'b'],
      ['d', 'conv2d', conv(16), 'b'],
      ['sum', 'add', {}, 'r', 'd'],
      ['s', 'activation', relu, 'sum'],
      ...answer('s'),
    ),
  'that adds two normalizations': () =>
    draw(
      ['in', 'input', { shape: [6, 6, 16] }],
      ['c', 'conv2d', conv(16), 'in'],
      ['b', 'batchNormalization', {}, 'c'],
      ['d', 'conv2d', conv(16, { kernelSize: [1, 1] }), 'in'],
      ['e', 'batchNormalization', {}, 'd'],
      ['sum', 'add', {}, 'b', 'e'],
      ['s', 'activation', relu, 'sum'],
      ...answer('s'),
    ),
};

function planOf(network: Network, ownOperations: boolean): StepPlan {
  const optimizer = { kind: 'momentum', params: { learningRate: 0.01 } };
  const resolution = resolveSettings(trainingSettingsSchema.parse({ optimizer, seed: 5 }));
  if (!resolution.ok) throw new TextError(resolution.error);
  const own = withKernels(backend, { pairedFilters: 0, shards: 1, ownOperations });
  return {
    backend: own,
    network,
    weights: listWeights(network),
    settings: resolution.settings,
    target: 'class',
  };
}

function batchOf({ network }: StepPlan, count: number, seed: string): Batch {
  const generator = createGenerator(3, seed);
  const size = network.layers[0]!.outputShape.reduce((product, dimension) => product * dimension, count);
  return {
    count,
    x: Float32Array.from({ length: size }, () => 2 * generator.uniform() - 1),
    labels: Int32Array.from({ length: count }, () => generator.below(3)),
  };
}

const sizes = [4, 1] as const;

/** Losses, gradient norms and weights of a few steps, all numbers in a row. */
function train(plan: StepPlan, open: (plan: StepPlan) => Stepper, counts: readonly number[]): number[] {
  const stepper = open(plan);
  const numbers = counts.flatMap((count, at) => {
    const { loss, gradientNorms } = stepper.run(batchOf(plan, count, `batch ${at}`), 0.01);
    return [loss, ...gradientNorms];
  });
  const weights = stepper.borrow(readTensors);
  stepper.dispose();
  return [...numbers, ...[...weights.values()].flatMap((values) => [...values])];
}

const startOf = (plan: StepPlan) => ({
  weights: initialWeights(plan.weights, 5),
  slots: new Map<string, Float32Array>(),
  steps: 0,
});
const compiled = (plan: StepPlan): Stepper =>
  createCompiledStepper(plan, plan.backend as NativeBackend, startOf(plan), [...sizes]);
const eager = (plan: StepPlan): Stepper => createEagerStepper(plan, startOf(plan));

const operationsOf = (network: Network): string[] => {
  const plan = planOf(network, true);
  return buildStepGraph(plan, plan.backend as NativeBackend, [4]).nodes.map(({ op }) => op);
};
const count = (operations: readonly string[], op: string): number =>
  operations.filter((each) => each === op).length;

describe('a step with our own operations', () => {
  beforeEach(needOperations);
  it.each(Object.keys(networks))('trains a network %s as TensorFlow does', (name) => {
    const network = networks[name]!();
    // A dense layer of one example has no variance to normalize by.
    const counts = name === 'of dense layers' ? [4, 4, 4] : [4, 1, 4, 4];
    const own = train(planOf(network, true), compiled, counts);
    const theirs = train(planOf(network, false), eager, counts);
    expect(own.length).toBe(theirs.length);
    const most = own.reduce((max, value, at) => Math.max(max, Math.abs(value - theirs[at]!)), 0);
    expect(most).toBeLessThan(2e-4);
    expect(count(operationsOf(network), 'FusedBatchNormV3')).toBe(0);
  });

  it('comes to the same bits each time', () => {
    const numbers = () => train(planOf(residual(16), true), compiled, [4, 1, 4]);
    expect(numbers()).toEqual(numbers());
  });

  it('is resumed from what it had written, to the same bits', () => {
    const plan = planOf(residual(16), true);
    const counts = [4, 1, 4, 4];
    const step = (stepper: Stepper, at: number) =>
      stepper.run(batchOf(plan, counts[at]!, `batch ${at}`), 0.01).loss;
    const restart = (from: Stepper): Stepper => {
      const start = { weights: from.borrow(readTensors), slots: from.readSlots(), steps: from.steps };
      from.dispose();
      return createCompiledStepper(plan, plan.backend as NativeBackend, start, [...sizes]);
    };
    const run = (cuts: readonly number[]) => {
      let stepper = compiled(plan);
      const losses = counts.map((_, at) => {
        if (cuts.includes(at)) stepper = restart(stepper);
        return step(stepper, at);
      });
      const end = { losses, weights: stepper.borrow(readTensors), slots: stepper.readSlots() };
      stepper.dispose();
      return end;
    };
    const whole = run([]);
    expect(whole.slots.size).toBeGreaterThan(0);
    expect(run([1, 2, 3])).toEqual(whole);
  });

  it('writes no normalized output that convolutions alone read, and adds and cuts off as it normalizes', () => {
    const operations = operationsOf(residual(16));
    // That of r0, which is read twice more, of the sum, and of r3, which is flattened.
    expect(count(operations, 'ConvasNormalize')).toBe(3);
    expect(count(operations, 'ConvasConv2D')).toBe(4);
    expect(count(operations, 'ConvasConv2DGrad')).toBe(2);
    expect(count(operations, 'ConvasMoments')).toBe(0);
    expect(count(operations, 'Relu') + count(operations, 'ReluGrad')).toBe(0);
  });

  it('leaves large kernels and few channels to TensorFlow', () => {
    expect(count(operationsOf(residual(5)), 'ConvasConv2D')).toBe(0);
    expect(count(operationsOf(residual(5)), 'ConvasMoments')).toBe(4);
  });

  it('is not taken where the backend has none', () => {
    const without = { ...backend, operations: { ready: false, reason: 'not compiled' } as const };
    const { kernels } = withKernels(without, { pairedFilters: 0, shards: 1, ownOperations: true });
    expect(kernels).toMatchObject({ ownOperations: false });
  });
});
