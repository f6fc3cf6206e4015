import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDataset } from '../../src/datasets/registry.ts';
import { serializeDocument } from '../../src/document/serialize.ts';
import { createDataVersions } from '../../src/engine/data-versions.ts';
import { dataVersion } from '../../src/protocol/data-version.ts';
import { chainDocument } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';
import { tinyNetwork, writeStripes } from './tiny.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await bench.close();
});

const compare = (dataset: string, run: string) =>
  bench.client.call('datasets.compare', { dataset, version: { run } });

it('a run keeps the version of its data, and what became of them is told by name', async () => {
  const { client, folder } = bench;
  const data = await writeStripes(join(folder, 'stripes'));
  const document = serializeDocument(chainDocument(tinyNetwork, { epochs: 1, batchSize: 4 }, data));
  const end = ending(client);
  const { run } = await client.call('train.start', { document });
  expect((await end).state).toBe('finished');
  // It is kept beside the training, which does not wait for it.
  await expect
    .poll(
      () =>
        compare(data, run).then(
          ({ same }) => same,
          () => null,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  const frozen = dataVersion.parse(
    JSON.parse((await client.call('datasets.freeze', { dataset: data })).version),
  );
  expect(frozen.splits.train.digests).toHaveLength(108);
  const file = join(data, 'train-labels-idx1-ubyte');
  const labels = await readFile(file);
  labels[8 + 5] = 3;
  await writeFile(file, labels);
  const now = await compare(data, run);
  expect(now).toMatchObject({ same: false, counts: { unchanged: 131, relabeled: 1, added: 0, removed: 0 } });
  expect(now.relabeled).toMatchObject([{ from: { index: 5, class: '1' }, to: { index: 5, class: '3' } }]);
  const text = { text: JSON.stringify(frozen), name: 'frozen.json' };
  expect((await client.call('datasets.compare', { dataset: null, version: text })).counts.relabeled).toBe(1);
  await expect(
    client.call('datasets.compare', { dataset: data, version: { text: '{}', name: 'a.json' } }),
  ).rejects.toThrow(/a\.json is no version of data/);
});

it('writes nothing once it is closed', async () => {
  const folder = join(bench.folder, 'kept');
  const data = await writeStripes(join(bench.folder, 'stripes'));
  const versions = createDataVersions(folder);
  const keeping = versions.keep(await openDataset(data), data);
  const outcome = keeping.then(
    () => 'kept',
    (error: unknown) => error,
  );
  await versions.close();
  expect(await outcome).toMatchObject({ code: 'canceled' });
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});
