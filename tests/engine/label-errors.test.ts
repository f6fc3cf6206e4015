import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

it('finds the labels of test images that were changed on purpose, by a run that has not seen them', async () => {
  const { client, folder } = bench;
  const data = await writeStripes(join(folder, 'stripes'), { train: 240, test: 60 });
  const document = serializeDocument(chainDocument(tinyNetwork, { epochs: 25, batchSize: 8 }, data));
  const end = ending(client);
  const { run } = await client.call('train.start', { document });
  expect((await end).state).toBe('finished');
  const file = join(data, 't10k-labels-idx1-ubyte');
  const labels = await readFile(file);
  const changed = [3, 17, 40];
  for (const at of changed) labels[8 + at] = (labels[8 + at]! + 1) % 4;
  await writeFile(file, labels);
  const params = { run, dataset: data, split: 'test' as const };
  const { errors, examples } = await client.call('datasets.labelErrors', params);
  expect(examples).toBe(60);
  const found = errors.map(({ index }) => index);
  // Confident learning misses an example that is less likely than is usual for its class, and takes no other.
  expect(found.length).toBeGreaterThanOrEqual(2);
  expect(changed).toEqual(expect.arrayContaining(found));
  for (const { index, suggested } of errors) expect(suggested).toBe((labels[8 + index]! + 3) % 4);
  await expect(client.call('datasets.labelErrors', { ...params, split: 'validation' })).rejects.toThrow(
    /has no validation split of its own/,
  );
});
