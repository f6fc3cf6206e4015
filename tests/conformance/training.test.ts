import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LayerKind, Params } from '../../src/layers/kind.ts';
import { kindOf } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { fixedRandom, maxDifference, randomTensor, run } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const of = (name: string, params: Params): [LayerKind, Params] => {
  const kind = kindOf(name)!;
  return [kind, kind.parameters.parse(params)];
};

it('dropout zeroes its share of the values, scales up the rest, and draws anew each call', () => {
  const [kind, params] = of('dropout', { rate: 0.25 });
  const x = tf.ones([8, 50, 50]);
  const random = fixedRandom(tf);
  const first = run(tf, kind, params, [x], {}, { training: true, random });
  const values = first.dataSync();
  const dropped = values.filter((value) => value === 0).length / values.length;
  expect(dropped).toBeCloseTo(0.25, 1);
  expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
  expect(maxDifference(first, run(tf, kind, params, [x], {}, { training: true, random }))).toBeGreaterThan(1);
  expect(maxDifference(x, run(tf, kind, params, [x], {}))).toBe(0);
});

it('dropout lets the gradient pass where it lets the value pass', () => {
  const [kind, params] = of('dropout', { rate: 0.5 });
  const x = randomTensor(tf, [4, 20], 3);
  const forward = (input: Tensor) => run(tf, kind, params, [input], {}, { training: true });
  const gradient = tf.grad((input) => tf.sum(forward(input)))(x);
  expect(maxDifference(tf.mul(gradient, x), forward(x))).toBeLessThan(1e-6);
});

it('spatial dropout drops whole feature maps', () => {
  const [kind, params] = of('spatialDropout2d', { rate: 0.5 });
  const x = tf.ones([16, 5, 5, 32]);
  const y = run(tf, kind, params, [x], {}, { training: true });
  const spread = tf.sub(tf.max(y, [1, 2]), tf.min(y, [1, 2]));
  expect(tf.max(spread).dataSync()[0]).toBe(0);
  expect(tf.mean(tf.cast(tf.equal(y, 0), 'float32')).dataSync()[0]).toBeCloseTo(0.5, 1);
});

it('batch normalization uses and follows the statistics of the batch', () => {
  const [kind, params] = of('batchNormalization', {});
  const x = tf.add(tf.mul(randomTensor(tf, [6, 4, 4, 3], 1), 3), 2);
  const weights = {
    gamma: tf.ones([3]),
    beta: tf.zeros([3]),
    moving_mean: tf.zeros([3]),
    moving_variance: tf.ones([3]),
  };
  const updates = new Map<string, Tensor>();
  const update = (name: string, value: Tensor) => void updates.set(name, value);
  const y = run(tf, kind, params, [x], weights, { training: true, update });

  const after = tf.moments(y, [0, 1, 2]);
  expect(tf.max(tf.abs(after.mean)).dataSync()[0]).toBeLessThan(1e-5);
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  expect(maxDifference(after.variance, tf.div(variance, tf.add(variance, 1e-3)))).toBeLessThan(1e-5);
  expect(maxDifference(updates.get('moving_mean')!, tf.mul(mean, 0.01))).toBeLessThan(1e-6);
  const expected = tf.add(0.99, tf.mul(variance, 0.01));
  expect(maxDifference(updates.get('moving_variance')!, expected)).toBeLessThan(1e-6);

  updates.clear();
  run(tf, kind, params, [x], weights, { update });
  expect(updates.size).toBe(0);
});

it.each([
  ['activation', { activation: 'softmax' }],
  ['activation', { activation: 'sigmoid' }],
  ['dense', { units: 4, activation: 'softmax' }],
  ['conv2d', { filters: 4, kernelSize: [1, 1], activation: 'softmax' }],
])('%s %o leaves out the final function while the loss wants scores', (name, given) => {
  const [kind, params] = of(name, given);
  const x = randomTensor(tf, [2, 3, 3, 4], 1);
  const shapes = [[3, 3, 4]];
  const weights = Object.fromEntries(
    kind.weights(params, shapes).map((spec, index) => [spec.name, randomTensor(tf, spec.shape, 9 + index)]),
  );
  const scores = run(tf, kind, params, [x], weights, { logits: true });
  const probabilities = run(tf, kind, params, [x], weights);
  const applied = given.activation === 'sigmoid' ? tf.sigmoid(scores) : tf.softmax(scores);
  expect(maxDifference(scores, probabilities)).toBeGreaterThan(0.1);
  expect(maxDifference(applied, probabilities)).toBeLessThan(1e-6);
});

it.each(['conv2d', 'depthwiseConv2d', 'separableConv2d'])('%s spreads its kernel when dilated', (name) => {
  const [kind, params] = of(name, { dilationRate: [3, 2], useBias: false, filters: 2 });
  const shapes = [[12, 10, 3]];
  const weights = Object.fromEntries(
    kind.weights(params, shapes).map((spec, index) => [spec.name, randomTensor(tf, spec.shape, 9 + index)]),
  );
  const x = randomTensor(tf, [1, 12, 10, 3], 1);
  const y = run(tf, kind, params, [x], weights);
  // The definition: sums over kernel positions of the input shifted by the dilation.
  const [kernelName] = Object.keys(weights);
  const kernel = weights[kernelName!]!;
  let expected: Tensor = tf.scalar(0);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      const patch = tf.slice(x, [0, row * 3, column * 2, 0], [1, 6, 6, 3]);
      const tap = tf.reshape(tf.slice(kernel, [row, column, 0, 0], [1, 1, -1, -1]), kernel.shape.slice(2));
      const term =
        name === 'conv2d'
          ? tf.reshape(tf.matMul(tf.reshape(patch, [-1, 3]), tap as never), [1, 6, 6, 2])
          : tf.mul(patch, tf.reshape(tap, [1, 1, 1, 3]));
      expected = tf.add(expected, term);
    }
  }
  if (name === 'separableConv2d') {
    const mix = tf.reshape(weights['pointwise_kernel']!, [3, 2]);
    expected = tf.reshape(tf.matMul(tf.reshape(expected, [-1, 3]), mix as never), [1, 6, 6, 2]);
  }
  expect(maxDifference(y, expected)).toBeLessThan(1e-5);
});
