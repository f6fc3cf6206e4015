import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serializeDocument } from '../../src/document/serialize.ts';
import type { EngineError } from '../../src/protocol/client.ts';
import { chainDocument, smallConvnet } from './documents.ts';
import { type Bench, ending, openBench } from './harness.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

const text = (kind: string, params: Record<string, unknown> = {}, epochs = 1): string =>
  serializeDocument(
    chainDocument(smallConvnet, { batchSize: 64, validationSplit: 0.1, epochs, optimizer: { kind, params } }),
  );

async function train(document: string): Promise<number> {
  const end = ending(bench.client);
  const { run } = await bench.client.call('train.start', { document });
  await end;
  const { summary } = await bench.client.call('runs.get', { run });
  // A run that diverged has no finished epoch: no loss is worse.
  return summary.epochs.at(-1)?.valLoss ?? Number.POSITIVE_INFINITY;
}

it.each(['sgd', 'adam'])('%s learns better at the rate found than far below and above it', async (kind) => {
  const { client, folder } = bench;
  const before = await readdir(join(folder, 'runs')).catch(() => []);
  const search = await client.call('train.findRate', { document: text(kind) });
  expect(await readdir(join(folder, 'runs')).catch(() => [])).toEqual(before);
  expect(search.rates.length).toBeGreaterThan(60);
  expect(search.smoothed).toHaveLength(search.rates.length);
  const { rate } = search.suggestion!;
  const [own, below, above] = [
    await train(text(kind, { learningRate: rate })),
    await train(text(kind, { learningRate: rate / 100 })),
    await train(text(kind, { learningRate: rate * 100 })),
  ];
  expect(own).toBeLessThan(0.8 * below);
  expect(own).toBeLessThan(0.8 * above);
});

it('gives the same answer each time, tells how far it is, and can be canceled', async () => {
  const { client } = bench;
  const searches = [];
  for (let time = 0; time < 2; time++) {
    searches.push(await client.call('train.findRate', { document: text('sgd'), steps: 60 }));
  }
  expect(searches[1]).toEqual(searches[0]);
  let cancel = (): void => {};
  let detail = 0;
  const pending = client.call(
    'train.findRate',
    { document: text('sgd'), steps: 2000 },
    ({ rates, steps }) => {
      detail = rates.length;
      expect(steps).toBe(2000);
      cancel();
    },
  );
  cancel = () => pending.cancel();
  await expect(pending).rejects.toMatchObject({ code: 'canceled' });
  expect(detail).toBeGreaterThan(0);
  expect(detail).toBeLessThan(2000);
});

it('gives way to a run, and is refused while one trains', async () => {
  const { client } = bench;
  const search = client.call('train.findRate', { document: text('sgd'), steps: 2000 }).then(
    () => 'found',
    (error: EngineError) => error.code,
  );
  const end = ending(client);
  const { run } = await client.call('train.start', { document: text('sgd', {}, 100) });
  expect(await search).toBe('busy');
  await expect(client.call('train.findRate', { document: text('sgd') })).rejects.toMatchObject({
    code: 'busy',
  });
  await client.call('train.stop', { run });
  await end;
});

it('says what is wrong with what it is asked', async () => {
  const { client } = bench;
  await expect(client.call('train.findRate', { document: text('sgd'), from: 1, to: 0.1 })).rejects.toThrow(
    /must rise: 1 is not below 0\.1/,
  );
  const noData = serializeDocument({ ...chainDocument(smallConvnet), data: null });
  await expect(client.call('train.findRate', { document: noData })).rejects.toThrow(/No data is chosen/);
});
