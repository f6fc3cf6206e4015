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
