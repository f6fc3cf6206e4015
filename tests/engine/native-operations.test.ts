// @module-tag native
import { beforeAll, describe, expect, it } from 'vitest';
import { type NativeBackend, openNative } from '../../src/engine/backends/native.ts';
import { createGenerator } from '../../src/engine/random/generator.ts';
import { canPairColumns } from '../../src/layers/convolution/paired-columns.ts';
import { kinds } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { maxDifference, run } from '../conformance/support.ts';

let backend: NativeBackend;
let tf: TF;
beforeAll(async () => {
  backend = await openNative();
  ({ tf } = backend);
});

function random(shape: readonly number[], seed: string): Tensor {
  const generator = createGenerator(9, seed);
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => 4 * generator.uniform() - 2),
    [...shape],
  );
}

/** The largest difference between the gradients of `f` and what small steps of its inputs say. */
function gradientError(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): number {
  const direction = random(f(...inputs).shape, 'direction');
  const along = (...given: Tensor[]): Tensor => tf.sum(tf.mul(f(...given), direction));
  const gradients = tf.grads(along)([...inputs]);
  const step = 0.02;
  let most = 0;
  for (const [which, input] of inputs.entries()) {
    const values = input.dataSync();
    const found = gradients[which]!.dataSync();
    for (let at = 0; at < values.length; at++) {
      const shifted = (shift: number): number => {
        const moved = values.slice();
        moved[at]! += shift;
        const others = inputs.map((own, index) => (index === which ? tf.tensor(moved, own.shape) : own));
        return along(...others).dataSync()[0]!;
      };
      most = Math.max(most, Math.abs(found[at]! - (shifted(step) - shifted(-step)) / (2 * step)));
    }
  }
  return most;
}

/** The operations that a computation runs. */
function operationsOf(compute: () => void): string[] {
  const { node } = backend;
  const real = node.binding;
  const names: string[] = [];
  node.binding = Object.create(real, {
    executeOp: {
      value: (name: string, ...rest: [never, never, never]) => {
        names.push(name);
        return real.executeOp(name, ...rest);
      },
    },
  });
  try {
    tf.tidy(compute);
  } finally {
    node.binding = real;
  }
  return names;
}

describe('gradients of activation functions', () => {
  // Away from kinks: small steps across one would say something else.
  const smooth = () =>
    tf.tensor2d([
      [-1.9, -1.1, -0.4],
      [0.3, 1.2, 1.7],
    ]);
  it.each([
    ['ReluGrad', (x: Tensor) => tf.relu(x)],
    ['Relu6Grad', (x: Tensor) => tf.relu6(tf.mul(x, 4))],
    ['TanhGrad', (x: Tensor) => tf.tanh(x)],
    ['SigmoidGrad', (x: Tensor) => tf.sigmoid(x)],
    ['SeluGrad', (x: Tensor) => tf.selu(x)],
    ['SoftplusGrad', (x: Tensor) => tf.softplus(x)],
    ['LeakyReluGrad', (x: Tensor) => tf.leakyRelu(x, 0.3)],
  ])('%s', (name, apply) => {
    expect(gradientError(apply, [smooth()])).toBeLessThan(2e-3);
    expect(operationsOf(() => tf.grad(apply)(smooth()))).toContain(name);
  });
});

describe('a convolution over the whole input', () => {
  const x = () => random([2, 3, 4, 2], 'x');
  const kernel = () => random([3, 4, 2, 5], 'kernel');
  const whole = (image: Tensor, filter: Tensor) =>
    tf.conv2d(image as never, filter as never, [2, 1], 'valid');

  it('is the sum of products', () => {
    const image = x().dataSync();
    const filter = kernel().dataSync();
    const scores: Tensor = whole(x(), kernel());
    expect(scores.shape).toEqual([2, 1, 1, 5]);
    const found = scores.dataSync();
    for (let example = 0; example < 2; example++) {
      for (let unit = 0; unit < 5; unit++) {
        let sum = 0;
        for (let at = 0; at < 24; at++) sum += image[example * 24 + at]! * filter[at * 5 + unit]!;
        expect(found[example * 5 + unit]).toBeCloseTo(sum, 4);
      }
    }
  });

  it('has its gradients, and is a matrix product both ways', () => {
    expect(gradientError(whole, [x(), kernel()])).toBeLessThan(1e-2);
    const names = operationsOf(() => tf.grads(whole as never)([x(), kernel()]));
    expect(names.filter((name) => name === 'MatMul')).toHaveLength(3);
    expect(names.filter((name) => name.startsWith('Conv2D'))).toEqual([]);
  });

  it('stays a convolution where it covers less', () => {
    const larger = () => random([2, 4, 4, 2], 'x');
    expect(operationsOf(() => whole(larger(), kernel()))).toContain('Conv2D');
    const same = () => tf.conv2d(x() as never, kernel() as never, 1, 'same');
    expect(operationsOf(same)).toContain('Conv2D');
  });
});

describe('the gradient of a mean over windows', () => {
  const pool = (size: [number, number], strides: [number, number]) => (x: Tensor) =>
    tf.avgPool(x as never, size, strides, 'valid');

  it.each<[[number, number], [number, number], number[]]>([
    [
      [2, 2],
      [2, 2],
      [2, 4, 6, 3],
    ],
    [
      [3, 2],
      [3, 2],
      [1, 6, 4, 2],
    ],
    [
      [4, 4],
      [4, 4],
      [2, 4, 4, 3],
    ],
  ])('is copied into windows %j that lie side by side', (size, strides, shape) => {
    expect(gradientError(pool(size, strides), [random(shape, 'x')])).toBeLessThan(5e-3);
    const names = operationsOf(() => tf.grad(pool(size, strides))(random(shape, 'x')));
    expect(names).toContain('Tile');
    expect(names).not.toContain('AvgPoolGrad');
  });

  it.each<[[number, number], [number, number], number[]]>([
    [
      [3, 3],
      [2, 2],
      [1, 5, 5, 2],
    ],
    [
      [2, 2],
      [2, 2],
      [1, 5, 4, 2],
    ],
  ])('is summed where windows %j by %j overlap or leave a rest', (size, strides, shape) => {
    expect(gradientError(pool(size, strides), [random(shape, 'x')])).toBeLessThan(5e-3);
    expect(operationsOf(() => tf.grad(pool(size, strides))(random(shape, 'x')))).toContain('AvgPoolGrad');
  });
});

describe('biases and matrices', () => {
  it.each([[[3, 4]], [[2, 3, 4]], [[2, 3, 2, 4]]])('a bias on %j and its gradients', (shape) => {
    const add = (a: Tensor, b: Tensor) => tf.add(a, b);
    const [a, b] = [random(shape, 'a'), random([4], 'b')];
    const expected = a.dataSync().map((value, at) => value + b.dataSync()[at % 4]!);
    expect(add(a, b).dataSync()).toEqual(expected);
    expect(gradientError(add, [a, b])).toBeLessThan(5e-3);
    expect(operationsOf(() => tf.grads(add)([a, b]))).toEqual(
      expect.arrayContaining(['BiasAdd', 'BiasAddGrad']),
    );
  });

  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('products, transposed %s and %s', (left, right) => {
    const product = (a: Tensor, b: Tensor) => tf.matMul(a, b, left, right);
    const a = random(left ? [4, 3] : [3, 4], 'a');
    const b = random(right ? [5, 4] : [4, 5], 'b');
    const [rows, columns] = [
      tf.transpose(a, left ? [1, 0] : [0, 1]),
      tf.transpose(b, right ? [1, 0] : [0, 1]),
    ];
    const expected = tf.sum(tf.mul(tf.expandDims(rows, 2), tf.expandDims(columns, 0)), 1);
    expect(tf.max(tf.abs(tf.sub(product(a, b), expected))).dataSync()[0]).toBeLessThan(1e-5);
    expect(gradientError(product, [a, b])).toBeLessThan(1e-2);
  });
});

describe('batch normalization in one operation', () => {
  const kind = kinds.batchNormalization as never;
  const weightsOf = (channels: number) => ({
    gamma: random([channels], 'gamma'),
    beta: random([channels], 'beta'),
    moving_mean: random([channels], 'mean'),
    moving_variance: tf.square(random([channels], 'variance')),
  });
  const normalize = (x: Tensor, given: object, fused: boolean) => {
    const weights = weightsOf(x.shape.at(-1)!);
    const updates = new Map<string, Tensor>();
    const y = run(tf, kind, kinds.batchNormalization.parameters.parse(given) as never, [x], weights, {
      training: true,
      update: (name, value) => void updates.set(name, value),
      fused: fused ? backend.fused : undefined,
    });
    return [y, updates.get('moving_mean')!, updates.get('moving_variance')!];
  };

  it.each([
    [[8, 3], {}],
    [[4, 5, 3], { epsilon: 0.01 }],
    [[3, 4, 5, 6], {}],
    [[3, 4, 5, 6], { scale: false }],
    [[2, 3, 2, 3, 2], { center: false, momentum: 0.5 }],
  ])('of %j with %o is what it is composed', (shape, given) => {
    const x = tf.add(random(shape, 'x'), 3);
    const composed = normalize(x, given, false);
    for (const [at, tensor] of normalize(x, given, true).entries()) {
      expect(tensor.shape).toEqual(composed[at]!.shape);
      expect(tf.max(tf.abs(tf.sub(tensor, composed[at]!))).dataSync()[0]).toBeLessThan(2e-5);
    }
    expect(operationsOf(() => normalize(x, given, true))).toContain('FusedBatchNormV3');
  });

  it('has its gradients', () => {
    const fused = (x: Tensor, gamma: Tensor, beta: Tensor) =>
      backend.fused!.normalizeBatch(x, gamma, beta, 1e-3)!.y;
    const inputs = [random([4, 2, 2, 3], 'x'), random([3], 'gamma'), random([3], 'beta')];
    expect(gradientError(fused, inputs)).toBeLessThan(1e-2);
    expect(gradientError(fused, [random([6, 3], 'x'), ...inputs.slice(1)])).toBeLessThan(2e-2);
  });

  it('is composed where there is one number a channel, and over another axis', () => {
    expect(operationsOf(() => normalize(random([1, 3], 'x'), {}, true))).not.toContain('FusedBatchNormV3');
    const sideways = () => normalize(random([2, 3, 3, 3], 'x'), { axis: 1 }, true);
    expect(operationsOf(sideways)).not.toContain('FusedBatchNormV3');
  });

  it('frees what it makes', () => {
    const before = tf.memory().numTensors;
    const x = random([4, 2, 2, 3], 'x');
    tf.dispose(tf.tidy(() => tf.grad((given) => normalize(given, {}, true)[0]!)(x)));
    x.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a convolution of few filters, two columns at a time', () => {
  /** The output and the gradients of input, kernel and bias, with the shapes of the convolutions that were run. */
  const convolve = (given: object, shape: readonly number[], pairedFilters: number | null) => {
    const params = kinds.conv2d.parameters.parse(given);
    const { kernelSize, filters, useBias } = params;
    const inputs = [
      random(shape, 'x'),
      random([...kernelSize, shape.at(-1)!, filters], 'kernel'),
      ...(useBias ? [random([filters], 'bias')] : []),
    ];
    const fused = pairedFilters === null ? undefined : { ...backend.fused!, pairedFilters };
    const apply = (...tensors: Tensor[]): Tensor => {
      const [x, kernel, bias] = tensors;
      const weights = { kernel: kernel!, ...(bias ? { bias } : {}) };
      return run(tf, kinds.conv2d as never, params as never, [x!], weights, { training: true, fused });
    };
    const y = apply(...inputs);
    const direction = random(y.shape, 'direction');
    return [y, ...tf.grads((...tensors) => tf.sum(tf.mul(apply(...tensors), direction)))(inputs)];
  };

  it.each<[object, number[]]>([
    [{ filters: 6, kernelSize: [5, 5], activation: 'tanh' }, [3, 12, 12, 1]],
    [{ filters: 8, kernelSize: [3, 3], activation: 'relu' }, [2, 7, 8, 3]],
    [{ filters: 4, kernelSize: [2, 7], useBias: false }, [2, 6, 10, 2]],
  ])('%j on %j is the convolution, with its gradients', (given, shape) => {
    const plain = convolve(given, shape, null);
    for (const [at, tensor] of convolve(given, shape, 8).entries()) {
      expect(tensor.shape).toEqual(plain[at]!.shape);
      const scale = Math.max(1, tf.max(tf.abs(plain[at]!)).dataSync()[0]!);
      expect(maxDifference(tensor, plain[at]!) / scale).toBeLessThan(1e-5);
    }
  });

  it('where it has few enough filters and the columns come in pairs', () => {
    const lenet = kinds.conv2d.parameters.parse({ filters: 6, kernelSize: [5, 5], activation: 'tanh' });
    expect(canPairColumns(lenet, 32, 8)).toBe(true);
    expect(canPairColumns(lenet, 32, 4)).toBe(false);
    expect(canPairColumns(lenet, 31, 8)).toBe(false);
    for (const other of [
      { filters: 9 },
      { kernelSize: [5, 4] },
      { kernelSize: [1, 1] },
      { strides: [1, 2] },
      { padding: 'same' },
      { dilationRate: [2, 1] },
      { groups: 2 },
      { activation: 'softmax' },
    ]) {
      const params = kinds.conv2d.parameters.parse({ filters: 6, kernelSize: [5, 5], ...other });
      expect(canPairColumns(params, 32, 8), JSON.stringify(other)).toBe(false);
    }
  });
});
