import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bench, openBench } from './harness.ts';

const dataset = 'mnist-10k';
const params = { dataset, split: 'test', offset: 0, count: 1000, label: null } as const;

let bench: Bench;
let cache: string;
const before = process.env['CONVAS_CACHE'];
beforeAll(async () => {
  // What an earlier run of the tests kept is not to be found.
  cache = await mkdtemp(join(tmpdir(), 'convas-exploring-'));
  process.env['CONVAS_CACHE'] = cache;
  bench = await openBench();
});
afterAll(async () => {
  await bench.close();
  if (before === undefined) delete process.env['CONVAS_CACHE'];
  else process.env['CONVAS_CACHE'] = before;
  await rm(cache, { recursive: true });
});

it('serves the labels that the examples have', async () => {
  const { width, train, test } = await bench.client.call('datasets.labels', { dataset });
  const { labels } = await bench.client.call('datasets.samples', params);
  expect([width, train.length, test.length]).toEqual([1, 8000, 2000]);
  expect([...test.subarray(0, 1000)]).toEqual(labels);
});

it('finds the examples of a class', async () => {
  const { test } = await bench.client.call('datasets.labels', { dataset });
  const sevens = await bench.client.call('datasets.samples', { ...params, label: 7 });
  const expected = [...test.keys()].filter((index) => test[index] === 7);
  expect([sevens.total, sevens.indices]).toEqual([expected.length, expected.slice(0, 1000)]);
});

it('shrinks a page to the side that is asked for', async () => {
  const { shape, images } = await bench.client.call('datasets.samples', { ...params, count: 3, side: 14 });
  expect([shape, images.length]).toEqual([[14, 14, 1], 3 * 14 * 14]);
});

it('computes statistics in a thread, and keeps them', async () => {
  const first = await bench.client.call('datasets.pixelStatistics', { dataset });
  const { mean, std } = await bench.client.call('datasets.statistics', { dataset });
  expect(first.shape).toEqual([28, 28, 1]);
  expect(first.channels).toHaveLength(1);
  expect(first.channels[0]!.mean).toBeCloseTo(mean, 8);
  expect(first.channels[0]!.std).toBeCloseTo(std, 8);
  expect([first.channels[0]!.min, first.channels[0]!.max]).toEqual([0, 255]);
  expect(first.meanImage).toHaveLength(784);
  expect(await bench.client.call('datasets.pixelStatistics', { dataset })).toEqual(first);
});

it('maps examples by their pixels, with the variance that the axes have', async () => {
  const { figure } = await bench.client.call('datasets.map', {
    dataset,
    split: 'test',
    method: 'pca',
    examples: 400,
  });
  const examples = [...figure.of!.examples];
  expect([examples.length, examples[1], figure.thumbnails!.images.length]).toEqual([400, 5, 400 * 784]);
  const { test } = await bench.client.call('datasets.labels', { dataset });
  expect([...figure.classes]).toEqual(examples.map((index) => test[index]));
  const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0) / 400;
  const covariance = (a: Float32Array, b: Float32Array): number => meanOf(a.map((x, at) => x * b[at]!));
  const { images } = figure.thumbnails!;
  let total = 0;
  for (let pixel = 0; pixel < 784; pixel++) {
    const column = examples.map((_, row) => images[row * 784 + pixel]!);
    total += meanOf(column.map((value) => value * value)) - meanOf(column) ** 2;
  }
  const [xx, yy] = [covariance(figure.xs, figure.xs), covariance(figure.ys, figure.ys)];
  const { share } = (figure.x.label as { readonly values: { readonly share: number } }).values;
  expect(share).toBeCloseTo(xx / total, 3);
  expect(xx).toBeGreaterThan(yy);
  expect(Math.abs(covariance(figure.xs, figure.ys)) / xx).toBeLessThan(1e-3);
});
