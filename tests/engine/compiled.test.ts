// @module-tag native

import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { createCompiledStepper } from '../../src/engine/compiled/compiled-stepper.ts';
import { createEagerStepper } from '../../src/engine/model/eager-stepper.ts';
import { openStepper } from '../../src/engine/model/open-stepper.ts';
import type { StepPlan } from '../../src/engine/model/step.ts';
import type { Batch, Stepper } from '../../src/engine/model/stepper.ts';
import { initialWeights, listWeights, readTensors } from '../../src/engine/model/weights.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import type { KindId, LayerKind, Params } from '../../src/layers/kind.ts';
import { type KindName, kinds } from '../../src/layers/registry.ts';
import { type Shape, sizeOf } from '../../src/layers/shape.ts';
import type { Tensor } from '../../src/layers/tensorflow.ts';
import type { Network } from '../../src/network/network.ts';
import { sentence } from '../../src/text/message.ts';
import { TextError } from '../../src/text/text-error.ts';
import { optimizers } from '../../src/training/optimizers/registry.ts';
import { resolveSettings } from '../../src/training/resolve.ts';
import { type TrainingSettings, trainingSettingsSchema } from '../../src/training/settings.ts';
import { grids } from '../conformance/grids.ts';
import { timely } from '../support/thorough.ts';
import { around, chain, type LayerOf, lenet } from './networks.ts';

let backend: NativeBackend;
beforeAll(async () => {
  backend = await openNative();
});

const momentum = { kind: 'momentum', params: { learningRate: 0.02 } };

function planOf(
  network: Network,
  optimizer: { kind: string; params: Params } = momentum,
  more: Partial<TrainingSettings> = {},
): StepPlan {
  const resolution = resolveSettings(trainingSettingsSchema.parse({ ...more, optimizer, seed: 5 }));
  if (!resolution.ok) throw new TextError(resolution.error);
  return { backend, network, weights: listWeights(network), settings: resolution.settings, target: 'class' };
}

const startOf = (plan: StepPlan) => ({
  weights: initialWeights(plan.weights, 5),
  slots: new Map<string, Float32Array>(),
  steps: 0,
});

function batchOf(plan: StepPlan, count: number, seed: string, words?: number): Batch {
  const { network } = plan;
  const shapeOf = (id: string): Shape => network.layers.find((layer) => layer.id === id)!.outputShape;
  const generator = createGenerator(11, seed);
  const size = sizeOf(shapeOf(network.inputs[0]!));
  const classes = shapeOf(network.outputs[0]!)[0]!;
  return {
    count,
    x: Float32Array.from({ length: count * size }, () =>
      words ? generator.below(words) : 2 * generator.uniform() - 1,
    ),
    labels: Int32Array.from({ length: count }, () => generator.below(classes)),
  };
}

const weightsOf = (stepper: Stepper): Map<string, Float32Array> => stepper.borrow(readTensors);

/** Largest difference of losses and of weights after some steps in both ways. */
function compare(plan: StepPlan, steps: number, sizes: readonly number[] = [6], words?: number): number {
  const start = startOf(plan);
  const eager = createEagerStepper(plan, start);
  const compiled = createCompiledStepper(plan, backend, start, sizes);
  let apart = 0;
  for (let step = 0; step < steps; step++) {
    const batch = batchOf(plan, sizes[step % sizes.length]!, `batch ${step}`, words);
    const one = eager.run(batch, plan.settings.learningRate);
    const other = compiled.run(batch, plan.settings.learningRate);
    expect(Number.isFinite(one.loss)).toBe(true);
    apart = Math.max(apart, Math.abs(one.loss - other.loss), Math.abs(one.accuracy! - other.accuracy!));
    for (const [at, norm] of one.gradientNorms.entries()) {
      apart = Math.max(apart, Math.abs(norm - other.gradientNorms[at]!) / Math.max(1, norm));
    }
  }
  const theirs = weightsOf(compiled);
  for (const [key, values] of weightsOf(eager)) {
    const other = theirs.get(key)!;
    values.forEach((value, index) => {
      apart = Math.max(apart, Math.abs(value - other[index]!));
    });
  }
  eager.dispose();
  compiled.dispose();
  return apart;
}

describe('the compiled step does what op by op does', () => {
  it.each(Object.keys(grids) as KindName[])('%s, over its grid', (name) => {
    const before = backend.tf.memory().numTensors;
    // Of long grids every third entry: a step is compiled for each, and recurrent layers take a second.
    const grid = grids[name].filter((_, at, all) => at % timely(all.length > 9 ? 3 : 1, 1) === 0);
    for (const [index, { params, inputs, indices }] of grid.entries()) {
      const kind = kinds[name] as unknown as LayerKind;
      const plan = planOf(around(kind, params as Params, inputs));
      const apart = compare(plan, index === 0 ? 20 : 3, [6], indices);
      expect(apart, `${name} ${JSON.stringify(params)}`).toBeLessThan(1e-4);
    }
    expect(backend.tf.memory().numTensors).toBe(before);
  });

  it.each(Object.keys(optimizers))('%s, with a smaller last batch', (kind) => {
    const plan = planOf(lenet(), { kind, params: { learningRate: 0.002 } });
    expect(compare(plan, 20, [8, 8, 5])).toBeLessThan(1e-4);
  });

  it.each([
    ['momentum', { nesterov: true }],
    ['rmsprop', { centered: true, momentum: 0.5 }],
    ['rmsprop', { centered: true }],
    ['rmsprop', { momentum: 0.5 }],
    ['adagrad', { epsilon: 0.1 }],
  ])('%s with %o', (kind, params) => {
    expect(compare(planOf(lenet(), { kind, params: { learningRate: 0.002, ...params } }), 10)).toBeLessThan(
      1e-4,
    );
  });

  it.each(Object.keys(optimizers))('%s, with decay, a rate of a layer and constraints', (kind) => {
    const network = chain(
      ['input', { shape: [12] }],
      ['dense', { units: 9, activation: 'tanh', kernelConstraint: 'maxNorm', kernelMaxNorm: 0.7 }],
      ['dense', { units: 8, activation: 'tanh', kernelConstraint: 'nonNegative' }],
      ['dense', { units: 4, activation: 'softmax', kernelConstraint: 'unitNorm' }],
    );
    const more = { weightDecay: 0.1, layers: { 'layer-1': { frozen: false, rate: 0.3 } } };
    const plan = planOf(network, { kind, params: { learningRate: 0.01 } }, more);
    expect(compare(plan, 20, [8, 8, 5])).toBeLessThan(1e-4);
  });
});

describe('trust', () => {
  it('falls back op by op, with a word, when a step reads numbers back', () => {
    const reading: LayerKind = {
      ...(kinds.activation as unknown as LayerKind),
      forward: (tf, _params, { inputs }) => tf.mul(inputs[0]!, 1 + Math.abs(inputs[0]!.dataSync()[0]!)),
    };
    const plan = planOf(around(reading, {}, [[4]]));
    const stepper = openStepper(plan, startOf(plan), [6], 'compiled');
    expect(stepper.mode).toBe('eager');
    expect(sentence(stepper.reason)).toBe(
      'The step cannot be compiled: it reads numbers back in the middle of a step.',
    );
    expect(stepper.run(batchOf(plan, 6, 'a'), 0.01).loss).toBeGreaterThan(0);
    stepper.dispose();
  });

  it('falls back op by op, from where it stood, when the compiled step does something else', () => {
    let calls = 0;
    const fickle: LayerKind = {
      ...(kinds.activation as unknown as LayerKind),
      forward: (tf, _params, { inputs }) => tf.mul(inputs[0]!, calls++ === 0 ? 3 : 1),
    };
    const plan = planOf(around(fickle, {}, [[4]]));
    const stepper = openStepper(plan, startOf(plan), [6], 'compiled');
    expect(stepper.mode).toBe('compiled');
    const batch = batchOf(plan, 6, 'a');
    const metrics = stepper.run(batch, 0.01);
    expect(stepper.mode).toBe('eager');
    expect(sentence(stepper.reason)).toMatch(/^The compiled step was not trusted: /);
    expect(stepper.steps).toBe(1);
    const eager = createEagerStepper(plan, startOf(plan));
    expect(eager.run(batch, 0.01)).toEqual(metrics);
    expect(weightsOf(eager)).toEqual(weightsOf(stepper));
    stepper.dispose();
    eager.dispose();
  });

  /** A bias right before batch normalization: its gradient is rounding errors alone, which Adam scales up. */
  const noisyBias = (...layers: readonly LayerOf[]): Network =>
    chain(
      ['input', { shape: [8, 8, 1] }],
      ...layers,
      ['batchNormalization'],
      ['activation', { activation: 'relu' }],
      ['flatten'],
      ['dense', { units: 3, activation: 'softmax' }],
    );
  const adaptive = ['adam', 'adamw', 'amsgrad', 'nadam', 'rmsprop', 'adagrad', 'adamax', 'lion'];

  it.each(adaptive)('%s, gradients that are nothing but rounding errors are no disagreement', (kind) => {
    const plan = planOf(noisyBias(['conv2d', { filters: 4, kernelSize: [3, 3] }]), {
      kind,
      params: { learningRate: 0.01 },
    });
    const stepper = openStepper(plan, startOf(plan), [16, 5], 'compiled');
    const eager = createEagerStepper(plan, startOf(plan));
    for (let step = 0; step < 20; step++) {
      const batch = batchOf(plan, step % 4 === 3 ? 5 : 16, `batch ${step}`);
      const { loss } = eager.run(batch, 0.01);
      expect(Math.abs(stepper.run(batch, 0.01).loss - loss)).toBeLessThan(1e-4);
    }
    expect(stepper).toMatchObject({ mode: 'compiled', reason: '' });
    eager.dispose();
    stepper.dispose();
  });

  it('a gradient that should be nothing but rounding errors and is more is a disagreement', () => {
    let calls = 0;
    // The step is recorded first: the graph has the gradient of a bias wrong, which changes nothing else.
    const wrong: LayerKind = {
      ...(kinds.dense as unknown as LayerKind),
      kind: 'shift' as KindId,
      range: () => 'any',
      moves: () => false,
      inferShape: (_params, [shape]) => ({ shape: shape!, problems: [] }),
      weights: (_params, [shape]) => [
        {
          ...kinds.prelu.weights(kinds.prelu.parameters.parse({}), [[1]])[0]!,
          name: 'bias',
          shape: [shape!.at(-1)!],
        },
      ],
      forward(tf, _params, { inputs, weights }) {
        const extra = calls++ === 0 ? 1e-3 : 0;
        const add = tf.customGrad((...given) => {
          const [x, bias] = given as unknown as [Tensor, Tensor];
          return {
            value: tf.add(x, bias),
            gradFunc: (dy) => [dy, tf.add(tf.sum(dy, [0, 1, 2]), extra)],
          };
        });
        return add(inputs[0]!, weights['bias']!);
      },
    };
    const network = noisyBias();
    const shape = network.layers[0]!.outputShape;
    const [input, ...rest] = network.layers;
    const shift: Network['layers'][number] = {
      ...input!,
      id: 'shift',
      name: 'shift',
      kind: wrong,
      params: {},
      inputs: [input!.id],
      inputShapes: [shape],
      outputShape: shape,
      weights: wrong.weights({}, [shape]),
    };
    const layers = [input!, shift, { ...rest[0]!, inputs: ['shift'] }, ...rest.slice(1)];
    const plan = planOf({ ...network, layers }, { kind: 'adam', params: { learningRate: 0.01 } });
    const stepper = openStepper(plan, startOf(plan), [16], 'compiled');
    expect(sentence(stepper.reason)).toBe('');
    expect(stepper.mode).toBe('compiled');
    stepper.run(batchOf(plan, 16, 'a'), 0.01);
    expect(sentence(stepper.reason)).toMatch(/^The compiled step was not trusted: shift\/bias/);
    stepper.dispose();
  });

  it('leaves weights and state as they were when the loss is not finite', () => {
    const plan = planOf(lenet(), { kind: 'adam', params: {} });
    const stepper = createCompiledStepper(plan, backend, startOf(plan), [4]);
    stepper.run(batchOf(plan, 4, 'a'), 0.001);
    const before = { weights: weightsOf(stepper), slots: stepper.readSlots() };
    const batch = batchOf(plan, 4, 'b');
    batch.x[0] = Number.NaN;
    expect(stepper.run(batch, 0.001).loss).toBeNaN();
    expect(stepper.steps).toBe(1);
    expect({ weights: weightsOf(stepper), slots: stepper.readSlots() }).toEqual(before);
    stepper.dispose();
  });

  it.each(['compiled', 'eager'] as const)('%s, a symbol without a row is refused in words', (mode) => {
    const kind = kinds.embedding as unknown as LayerKind;
    const plan = planOf(around(kind, { inputDim: 4, outputDim: 2 }, [[3]]));
    const stepper = openStepper(plan, startOf(plan), [6], mode);
    const batch = batchOf(plan, 6, 'a', 4);
    expect(stepper.run(batch, 0.01).loss).toBeGreaterThan(0);
    expect(stepper).toMatchObject({ mode, reason: '' });
    batch.x[5] = 9;
    expect(() => stepper.run(batch, 0.01)).toThrow(
      'The data holds the symbol 9, but the embedding "layer" knows those from 0 to 3: raise its vocabulary to at least 10.',
    );
    expect(stepper.steps).toBe(1);
    stepper.dispose();
  });

  it('draws dropout afresh in every step', () => {
    const plan = planOf(around(kinds.dropout as unknown as LayerKind, { rate: 0.5 }, [[50]]));
    const stepper = createCompiledStepper(plan, backend, startOf(plan), [6]);
    const batch = batchOf(plan, 6, 'a');
    const losses = Array.from({ length: 8 }, () => stepper.run(batch, 0).loss);
    expect(new Set(losses).size).toBe(8);
    stepper.dispose();
  });

  it('holds no more memory after thousands of steps than after a thousand', () => {
    const network = chain(
      ['input', { shape: [8, 8, 1] }],
      ['conv2d', { filters: 4, kernelSize: [3, 3], activation: 'relu' }],
      ['batchNormalization'],
      ['dropout', { rate: 0.1 }],
      ['flatten'],
      ['dense', { units: 3, activation: 'softmax' }],
    );
    const plan = planOf(network, { kind: 'adam', params: {} });
    const stepper = createCompiledStepper(plan, backend, startOf(plan), [16]);
    const batch = batchOf(plan, 16, 'a');
    const run = (steps: number): { tensors: number; native: number } => {
      for (let step = 0; step < steps; step++) stepper.run(batch, 0.001);
      const { rss, heapTotal, external } = process.memoryUsage();
      return { tensors: backend.node.binding.getNumOfTensors(), native: rss - heapTotal - external };
    };
    const before = run(1000);
    const more = timely(3000, 9000);
    const after = run(more);
    expect(stepper.steps).toBe(1000 + more);
    expect(after.tensors).toBe(before.tensors);
    // Two kilobytes a step: less than a batch (4 kB), more than the allocator's own ups and downs.
    expect(after.native - before.native).toBeLessThan(2000 * more);
    stepper.dispose();
  });
});
