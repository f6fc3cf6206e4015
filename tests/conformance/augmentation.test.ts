import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LayerRandom, Params } from '../../src/layers/kind.ts';
import { type FillMode, fillModes, warp } from '../../src/layers/preprocessing/sampling.ts';
import { kindOf } from '../../src/layers/registry.ts';
import type { Tensor, TF } from '../../src/layers/tensorflow.ts';
import { loadTensorFlow } from '../support/backend.ts';
import { maxDifference, randomTensor, run } from './support.ts';

let tf: TF;
beforeAll(async () => {
  tf = await loadTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

/** A source of chance that always gives `values` for the images of a batch, in this order. */
const chosen = (...values: number[]): LayerRandom => ({
  uniform: (shape) => tf.reshape(tf.tensor1d(values), [...shape]),
  normal: (shape) => tf.zeros([...shape]),
});

function augment(name: string, given: Params, x: Tensor, random: LayerRandom): Tensor {
  const kind = kindOf(name)!;
  return run(tf, kind, kind.parameters.parse(given), [x], {}, { training: true, random });
}

describe('warp', () => {
  const move = (x: Tensor, row: number, column: number, fill: FillMode): Tensor => {
    const coefficient = (value: number) => tf.fill([x.shape[0]!, 1, 1], value);
    return warp(
      tf,
      x,
      {
        row: [coefficient(1), coefficient(0), coefficient(row)],
        column: [coefficient(0), coefficient(1), coefficient(column)],
      },
      fill,
    );
  };

  it.each(fillModes)('leaves the image as it is when nothing moves: %s', (fill) => {
    const x = randomTensor(tf, [2, 4, 5, 3], 1);
    expect(maxDifference(move(x, 0, 0, fill), x)).toBeLessThan(1e-6);
  });

  const line = [1, 2, 3, 4];
  it.each([
    ['reflect', -2, [2, 1, 1, 2]],
    ['reflect', 3, [4, 4, 3, 2]],
    ['wrap', -1, [4, 1, 2, 3]],
    ['nearest', -2, [1, 1, 1, 2]],
    ['constant', -2, [0, 0, 1, 2]],
    ['constant', 0.5, [1.5, 2.5, 3.5, 2]],
    ['nearest', 0.25, [1.25, 2.25, 3.25, 4]],
  ] as const)('fills by %s when moved by %d', (fill, by, expected) => {
    const x = tf.tensor(line, [1, 1, 4, 1]);
    expect([...move(x, 0, by, fill).dataSync()]).toEqual(expected.map((value) => expect.closeTo(value, 5)));
    const upright = tf.tensor(line, [1, 4, 1, 1]);
    expect([...move(upright, by, 0, fill).dataSync()]).toEqual(
      expected.map((value) => expect.closeTo(value, 5)),
    );
  });

  it('hands the gradient back to the pixels that were used', () => {
    const x = randomTensor(tf, [2, 3, 4, 2], 1);
    const direction = randomTensor(tf, [2, 3, 4, 2], 2);
    const gradient = tf.grad((image) => tf.sum(tf.mul(move(image, 0.5, -1, 'wrap'), direction)))(x);
    // The map is linear, so the gradient against the image is the value.
    const value = tf.sum(tf.mul(move(x, 0.5, -1, 'wrap'), direction)).dataSync()[0]!;
    expect(tf.sum(tf.mul(gradient, x)).dataSync()[0]).toBeCloseTo(value, 4);
  });
});

it('a quarter turn turns each image by itself', () => {
  const x = randomTensor(tf, [3, 5, 5, 2], 1);
  const y = augment('randomRotation', { factor: 0.25 }, x, chosen(1, 0.5, 0));
  const [first, second, third] = tf.unstack(y);
  const [a, b, c] = tf.unstack(x);
  expect(maxDifference(second!, b!)).toBeLessThan(1e-5);
  const turned = (image: Tensor, times: number): Tensor =>
    Array.from({ length: times }).reduce<Tensor>((now) => tf.reverse(tf.transpose(now, [1, 0, 2]), 0), image);
  const quarters = [turned(a!, 1), turned(a!, 3)].map((each) => maxDifference(first!, each));
  expect(Math.min(...quarters)).toBeLessThan(1e-4);
  const back = [turned(c!, 1), turned(c!, 3)].map((each) => maxDifference(third!, each));
  expect(Math.min(...back)).toBeLessThan(1e-4);
  expect(quarters[0]! < quarters[1]!).not.toBe(back[0]! < back[1]!);
});

it('translation moves by a share of the size', () => {
  const x = randomTensor(tf, [2, 4, 8, 1], 1);
  const y = augment(
    'randomTranslation',
    { heightFactor: 0, widthFactor: 0.25, fillMode: 'wrap' },
    x,
    chosen(1, 0),
  );
  const rolled = (image: Tensor, by: number): Tensor =>
    tf.concat([tf.slice(image, [0, by, 0], [-1, -1, -1]), tf.slice(image, [0, 0, 0], [-1, by, -1])], 1);
  const [a, b] = tf.unstack(x);
  expect(maxDifference(tf.unstack(y)[0]!, rolled(a!, 6))).toBeLessThan(1e-5);
  expect(maxDifference(tf.unstack(y)[1]!, rolled(b!, 2))).toBeLessThan(1e-5);
});

it('zoom scales about the center', () => {
  const ramp = tf.tensor(
    Array.from({ length: 9 }, (_, index) => index - 4),
    [1, 1, 9, 1],
  );
  const y = augment('randomZoom', { heightFactor: 0.5, fillMode: 'nearest' }, ramp, chosen(0));
  const expected = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
  expect([...y.dataSync()]).toEqual(expected.map((value) => expect.closeTo(value, 5)));
});

it('flips the images that chance picks', () => {
  const x = randomTensor(tf, [2, 3, 4, 2], 1);
  const y = augment('randomFlip', { mode: 'horizontal' }, x, chosen(0.2, 0.7));
  expect(maxDifference(tf.unstack(y)[0]!, tf.reverse(tf.unstack(x)[0]!, 1))).toBeLessThan(1e-6);
  expect(maxDifference(tf.unstack(y)[1]!, tf.unstack(x)[1]!)).toBe(0);
});

it('contrast keeps the mean and scales the deviation', () => {
  const x = randomTensor(tf, [2, 6, 6, 3], 1);
  const y = augment('randomContrast', { factor: 0.5 }, x, chosen(1, 0));
  const before = tf.moments(x, [1, 2]);
  const after = tf.moments(y, [1, 2]);
  expect(maxDifference(before.mean, after.mean)).toBeLessThan(1e-5);
  const strength = tf.tensor([[1.5 ** 2], [0.5 ** 2]]);
  expect(maxDifference(tf.mul(before.variance, strength), after.variance)).toBeLessThan(1e-5);
});

describe('noise in training', () => {
  const standard = () => {
    let seed = 1;
    return {
      uniform: (shape: readonly number[]) => tf.randomUniform([...shape], 0, 1, 'float32', seed++),
      normal: (shape: readonly number[]) => tf.randomNormal([...shape], 0, 1, 'float32', seed++),
    };
  };
  const momentsOf = (y: Tensor): number[] => {
    const { mean, variance } = tf.moments(y);
    return [mean.dataSync()[0]!, variance.dataSync()[0]!];
  };
  const size = [50, 40, 40];

  it('gaussian noise has its deviation', () => {
    const [mean, variance] = momentsOf(augment('gaussianNoise', { stddev: 0.3 }, tf.ones(size), standard()));
    expect(mean).toBeCloseTo(1, 2);
    expect(variance).toBeCloseTo(0.09, 2);
  });

  it('gaussian dropout has the variance of a dropout', () => {
    const [mean, variance] = momentsOf(augment('gaussianDropout', { rate: 0.2 }, tf.ones(size), standard()));
    expect(mean).toBeCloseTo(1, 2);
    expect(variance).toBeCloseTo(0.25, 1);
  });

  it('alpha dropout keeps mean 0 and variance 1', () => {
    const x = standard().normal(size);
    const [mean, variance] = momentsOf(augment('alphaDropout', { rate: 0.3 }, x, standard()));
    expect(mean).toBeCloseTo(0, 1);
    expect(variance).toBeCloseTo(1, 1);
  });
});
