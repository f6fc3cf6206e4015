import { expect, it } from 'vitest';
import { type Figure, firstFigure } from '../../src/insight/figure.ts';
import { rankCorrelation } from '../../src/insight/views/attribution/sanity-check.ts';
import { filterPlayground } from '../../src/insight/views/experiments/filter-playground.ts';
import { filterNormalized } from '../../src/insight/views/training/loss-landscape.ts';
import { explainUnit } from '../../src/insight/views/units/explain-unit.ts';
import { roundingError } from '../../src/insight/views/weights/compression.ts';
import type { Image } from '../../src/protocol/data.ts';
import { openLent } from '../support/lent-model.ts';

const wave = (size: number, phase: number): Float32Array =>
  Float32Array.from({ length: size }, (_, at) => Math.sin(1.7 * at + phase));

const image: Image = {
  height: 6,
  width: 6,
  channels: 1,
  data: Uint8Array.from({ length: 36 }, (_, at) => (at * 53) % 256),
};
const pixels = Array.from(image.data, (byte) => byte / 255);

const unitOf = (figures: readonly Figure[]) => {
  const unit = firstFigure(figures, 'unit');
  if (!unit) throw new Error('No unit is explained.');
  return unit;
};

const layerNamed = ({ network }: Awaited<ReturnType<typeof openLent>>, name: string) =>
  network.layers.find((layer) => layer.name === name)!;

it('a unit of a strided, padded convolution is the products of its patch and kernel, its bias and function', async () => {
  const lent = await openLent(
    [
      ['input', { shape: [6, 6, 1] }, 'image'],
      [
        'conv2d',
        { filters: 3, kernelSize: [3, 3], strides: [2, 2], padding: 'same', activation: 'tanh' },
        'conv',
      ],
      ['maxPooling2d', { poolSize: [2, 2] }, 'pool'],
      ['flatten', {}, 'flat'],
      ['dense', { units: 4, activation: 'softmax' }, 'answer'],
    ],
    (_layer, weight, size) => wave(size, weight.length),
  );
  const kernel = lent.tools.weights(layerNamed(lent, 'conv'))['kernel']!.values;
  const bias = lent.tools.weights(layerNamed(lent, 'conv'))['bias']!.values;
  const [row, column, channel] = [2, 1, 2];
  // Keras pads 6 with a window of 3 and a stride of 2 by nothing before and one after.
  let sum = bias[channel]!;
  const patch: number[] = [];
  for (let y = 0; y < 3; y++)
    for (let x = 0; x < 3; x++) {
      const [down, across] = [row * 2 + y, column * 2 + x];
      const value = down < 6 && across < 6 ? pixels[down * 6 + across]! : Number.NaN;
      patch.push(value);
      if (!Number.isNaN(value)) sum += value * kernel[(y * 3 + x) * 3 + channel]!;
    }
  const own = unitOf(
    await lent.show(
      explainUnit,
      { layer: layerNamed(lent, 'conv'), image },
      { channel, strongest: false, row, column },
    ),
  );
  expect(own.window).toEqual({ top: 4, left: 2, height: 3, width: 3 });
  const seen = own.terms[0]!.patch;
  patch.forEach((value, at) => {
    if (Number.isNaN(value)) expect(seen[at]).toBeNaN();
    else expect(seen[at]).toBeCloseTo(value, 5);
  });
  expect(own.bias).toBeCloseTo(bias[channel]!, 5);
  expect(own.sum).toBeCloseTo(sum, 4);
  expect([own.exact, own.activation]).toEqual([true, 'tanh']);
  expect(own.value).toBeCloseTo(Math.tanh(sum), 4);

  const pool = unitOf(
    await lent.show(explainUnit, { layer: layerNamed(lent, 'pool'), image }, { channel: 1 }),
  );
  const most = Math.max(...pool.terms[0]!.patch);
  expect([...pool.terms[0]!.weights].sort()).toEqual([0, 0, 0, 1]);
  expect([pool.terms.length, pool.exact]).toEqual([1, true]);
  expect(pool.value).toBeCloseTo(most, 5);

  const figures = await lent.show(explainUnit, { layer: layerNamed(lent, 'answer'), image }, { channel: 3 });
  const answer = unitOf(figures);
  const table = firstFigure(figures, 'table')!;
  const shares = table.rows.map((each) => each[3] as number);
  expect(shares.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 5);
  const scores = table.rows.map((each) => each[1] as number);
  const total = scores.reduce((all, score) => all + Math.exp(score), 0);
  expect(answer.value).toBeCloseTo(Math.exp(answer.sum) / total, 4);
});

it('a kernel chosen by hand is slid as a loop slides it', async () => {
  const lent = await openLent(
    [
      ['input', { shape: [6, 6, 1] }, 'image'],
      ['flatten', {}, 'flat'],
      ['dense', { units: 4 }, 'answer'],
    ],
    (_layer, _weight, size) => wave(size, 0),
  );
  const figures = await lent.show(filterPlayground, { image }, { filter: 'sobelX', padding: 'valid' });
  const slid = figures.find((each) => each.figure === 'maps' && each.of === 'outputs')!;
  const sobel = [-1, 0, 1, -2, 0, 2, -1, 0, 1];
  const expected = Array.from({ length: 16 }, (_, at) =>
    sobel.reduce((sum, weight, cell) => {
      const [y, x] = [Math.floor(at / 4) + Math.floor(cell / 3), (at % 4) + (cell % 3)];
      return sum + weight * pixels[y * 6 + x]!;
    }, 0),
  );
  if (slid.figure !== 'maps') throw new Error('No maps.');
  const unit = unitOf(figures);
  expect(unit.value).toBeCloseTo(expected[unit.row * 4 + unit.column]!, 4);
  expected.forEach((value, at) => {
    expect(slid.values[at]).toBeCloseTo(value, 4);
  });
  await expect(
    lent.show(filterPlayground, { image }, { filter: 'custom', numbers: [1, 2, 3] }),
  ).rejects.toThrow(/square/);
});

it('ranks correlate as in scipy', () => {
  // scipy.stats.spearmanr([1, 2, 2, 4, 5], [5, 6, 7, 8, 7]).statistic
  expect(rankCorrelation(Float32Array.of(1, 2, 2, 4, 5), Float32Array.of(5, 6, 7, 8, 7))).toBeCloseTo(
    0.7631578947,
    6,
  );
});

it('a direction is as long as each filter, and leaves biases where they are', () => {
  const kernel = wave(3 * 3 * 2 * 4, 1);
  const direction = filterNormalized(kernel, [3, 3, 2, 4], () => 1);
  for (let filter = 0; filter < 4; filter++) {
    const norm = (values: Float32Array) => Math.hypot(...values.filter((_, at) => at % 4 === filter));
    expect(norm(direction)).toBeCloseTo(norm(kernel), 4);
  }
  expect([...filterNormalized(Float32Array.of(1, 2), [2], () => 1)]).toEqual([0, 0]);
});

it('8 bits round as numpy rounds them', () => {
  // w = [[1, -2], [0.3, 0.77]]; s = abs(w).max(0) / 127; r = round(w / s) * s; norm(w - r) / norm(w)
  expect(roundingError({ shape: [2, 2], values: Float32Array.of(1, -2, 0.3, 0.77) })).toBeCloseTo(
    0.000767,
    5,
  );
});
